import type { ReactNode } from "react";
import { ClientMessages } from "@/components/site/client-messages";
import styles from "./directory-main.module.css";
import { StaleRefresh } from "./stale-refresh";

/** The ground on which the directory's pages stand, under the evening sky. */
export function DirectoryMain({ children }: { children: ReactNode }) {
  return (
    <main className={styles.main} id="main" data-ground="sky">
      <div className={styles.page}>
        <ClientMessages areas={["directory"]}>{children}</ClientMessages>
      </div>
      <StaleRefresh renderedAtMs={Date.now()} />
    </main>
  );
}
