import { useTranslations } from "next-intl";
import strings from "./lantern-string.module.css";
import styles from "./loading-string.module.css";

const places = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** Breathing paper where lanterns will hang. */
export function LoadingString() {
  const t = useTranslations("common");
  return (
    <div className={strings.string} aria-busy="true" role="status" aria-label={t("loading")}>
      {places.map((place) => (
        <div key={place} className={styles.lantern} aria-hidden="true">
          <div className={styles.paper} />
          <span className={styles.plate}>{t("loading")}</span>
          <span className={styles.bar} />
          <span className={styles.shortBar} />
        </div>
      ))}
    </div>
  );
}
