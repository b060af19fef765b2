import { useTranslations } from "next-intl";
import styles from "./gifts-main.module.css";
import { type DeskUser, UserTable } from "./user-table";

/** Everybody with an account, and the roles that can be given. `selfId` is the reader, whose own role cannot be changed here. */
export function UsersMain({ users, selfId }: { users: DeskUser[]; selfId: string }) {
  const t = useTranslations("admin");
  return (
    <main className={styles.main} id="main">
      <h1>{t("users.title")}</h1>
      <div className={styles.gifts}>
        <UserTable users={users} selfId={selfId} />
      </div>
    </main>
  );
}
