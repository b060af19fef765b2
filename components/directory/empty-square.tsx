import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { HangingLantern } from "@/components/ui/lantern-shapes";
import styles from "./empty-square.module.css";

/** An unlit lantern where rooms would hang: what is so, and what one can do. */
export function EmptySquare({ text, children }: { text: string; children?: ReactNode }) {
  const t = useTranslations("directory");
  return (
    <div className={styles.empty}>
      <HangingLantern light="unlit" className={styles.lantern} />
      <div>
        <p className={styles.title}>{t("empty.title")}</p>
        <p className={styles.text}>{text}</p>
        <div className={styles.actions}>{children}</div>
      </div>
    </div>
  );
}
