import { useTranslations } from "next-intl";
import { LanguageSwitch } from "./language-switch";
import styles from "./site-footer.module.css";

/** The foot of every page: what this place is, and the languages, which phones have nowhere else. */
export function SiteFooter() {
  const t = useTranslations("common");
  return (
    <footer className={styles.footer} data-frame="footer">
      <div className={styles.inner}>
        <p>{t("footer")}</p>
        <LanguageSwitch />
      </div>
    </footer>
  );
}
