import { useTranslations } from "next-intl";
import styles from "./skip-link.module.css";

/** The first thing the tab key finds: a way past the header to `<main id="main">`. */
export function SkipLink() {
  const t = useTranslations("common");
  return (
    <a className={styles.skip} href="#main">
      {t("skip")}
    </a>
  );
}
