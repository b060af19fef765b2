import { useTranslations } from "next-intl";
import { rankOf } from "@/lib/levels/rules";
import styles from "./level-badge.module.css";

/** A person's level, in the colour of its rank. */
export function LevelBadge({ level }: { level: number }) {
  const t = useTranslations("room.standing");
  return (
    <span className={styles.level} data-rank={rankOf(level)} data-level={level}>
      <span className="visually-hidden">{t("level")} </span>
      {level}
    </span>
  );
}
