import { useTranslations } from "next-intl";
import styles from "./popularity-mark.module.css";

/** The five ribs from the foot up: left edge, top, width. */
const ribs = [
  [4, 16.2, 10],
  [2, 13, 14],
  [1.4, 9.8, 15.2],
  [2, 6.6, 14],
  [4, 3.4, 10],
] as const;

/** How popular a room is, 0..5 ribs lit from the foot up, with the digit beside or (stacked) below. */
export function PopularityMark({ level, stacked, className }: { level: number; stacked?: boolean; className?: string }) {
  const t = useTranslations("common");
  return (
    <span className={[styles.mark, stacked && styles.stacked, className].filter(Boolean).join(" ")}>
      <svg viewBox="0 0 18 22" aria-hidden="true">
        <path className={styles.cap} d="M6 .4h6v2H6zM6 19.8h6v2H6z" />
        {ribs.map(([x, y, width], index) => (
          <rect key={y} className={index < level ? styles.on : styles.rib} x={x} y={y} width={width} height="2.6" rx="1.3" />
        ))}
      </svg>
      <span className="num" aria-hidden="true">
        {level}
      </span>
      <span className="visually-hidden">{t("popularity", { level })}</span>
    </span>
  );
}
