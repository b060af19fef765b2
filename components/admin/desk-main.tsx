import { useTranslations } from "next-intl";
import type { Wall as WallState } from "@/lib/desk/schema";
import styles from "./desk-main.module.css";
import { Wall } from "./wall";

/** The calm desk: numbers, and the wall of running rooms. */
export function DeskMain({ wall }: { wall: WallState }) {
  const t = useTranslations("admin");
  return (
    <main className={styles.wide} id="main">
      <h1 className="visually-hidden">{t("title")}</h1>
      <Wall first={wall} />
    </main>
  );
}
