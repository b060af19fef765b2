import { useTranslations } from "next-intl";
import { ActDialog } from "@/components/moderation/act-dialog";
import type { Standing } from "@/lib/users/schema";
import styles from "./gifts-main.module.css";
import { type DeskUser, UserTable } from "./user-table";

/** Everybody with an account, and the roles that can be given; the reader, whose own role cannot be changed here, can also mute and ban. */
export function UsersMain({ users, reader }: { users: DeskUser[]; reader: Standing }) {
  const t = useTranslations("admin");
  return (
    <main className={styles.main} id="main">
      <h1>{t("users.title")}</h1>
      <div className={styles.gifts}>
        <UserTable users={users} reader={reader} />
      </div>
      <ActDialog roomId={null} reader={reader} />
    </main>
  );
}
