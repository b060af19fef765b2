import type { ReactNode } from "react";
import { ClientMessages } from "@/components/site/client-messages";
import { HangingLantern } from "@/components/ui/lantern-shapes";
import styles from "./account-main.module.css";

interface AccountMainProps {
  title: string;
  lead?: string;
  /** How far the lantern over the title is lit. */
  light: "third" | "lit";
  /** Under the frame: the way to the other page. */
  below?: ReactNode;
  children: ReactNode;
}

/** The narrow page of everything about one's own account: a lantern on the cord, a title, one frame. */
export function AccountMain({ title, lead, light, below, children }: AccountMainProps) {
  return (
    <main className={styles.main} id="main" data-ground="sky">
      <div className={styles.cord}>
        <HangingLantern light={light} className={styles.lantern} />
      </div>
      <div className={styles.column}>
        <h1>{title}</h1>
        {lead && <p className={styles.lead}>{lead}</p>}
        <div className={styles.frame}>
          <ClientMessages areas={["account"]}>{children}</ClientMessages>
        </div>
        {below && <p className={styles.below}>{below}</p>}
      </div>
    </main>
  );
}
