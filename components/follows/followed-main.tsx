import { useTranslations } from "next-intl";
import ground from "@/components/directory/directory-main.module.css";
import { ClientMessages } from "@/components/site/client-messages";
import styles from "./followed-main.module.css";
import { FollowedSquare } from "./followed-square";

/** The page of followed hosts on the directory's ground; its rooms are filled in by the browser. */
export function FollowedMain() {
  const t = useTranslations("follows");
  return (
    <main className={ground.main} id="main" data-ground="sky">
      <div className={ground.page}>
        <h1 className={styles.title}>{t("title")}</h1>
        <ClientMessages areas={["directory", "follows"]}>
          <FollowedSquare />
        </ClientMessages>
      </div>
    </main>
  );
}
