import type { ReactNode } from "react";
import { HangingLantern } from "@/components/ui/lantern-shapes";
import styles from "./message-main.module.css";

/** A page that only says what is so and what one can do: not found, failed. */
export function MessageMain({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <main className={styles.main} id="main" data-ground="sky">
      <HangingLantern light="unlit" className={styles.lantern} />
      <h1>{title}</h1>
      <p>{text}</p>
      <div className={styles.actions}>{children}</div>
    </main>
  );
}
