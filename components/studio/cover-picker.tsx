import { useTranslations } from "next-intl";
import { Cover } from "@/components/ui/cover";
import { roomCovers } from "@/lib/covers/schema";
import styles from "./cover-picker.module.css";

/** The covers that ship with Hiroba, as radio buttons; the first choice is plain paper with the category's mark. */
export function CoverPicker({ chosen }: { chosen: string }) {
  const t = useTranslations("studio");
  return (
    <fieldset className={styles.picker} key={chosen}>
      <legend>{t("field.cover.label")}</legend>
      <div className={styles.grid}>
        <label className={styles.choice} title={t("cover.none")}>
          <input type="radio" name="cover" value="" defaultChecked={chosen === ""} />
          <span className={styles.paper}>{t("cover.none")}</span>
        </label>
        {roomCovers.map((name) => (
          <label key={name} className={styles.choice} title={t(`cover.${name}`)}>
            <input type="radio" name="cover" value={name} defaultChecked={chosen === name} />
            <span className={styles.paper}>
              <Cover name={name} />
              <span className="visually-hidden">{t(`cover.${name}`)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
