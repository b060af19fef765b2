import { useTranslations } from "next-intl";
import type { CallbackHealth, PendingLane } from "@/lib/desk/schema";
import { AutoRefresh } from "./auto-refresh";
import { CallbacksPanel } from "./callbacks-panel";
import styles from "./gifts-main.module.css";
import { OutboxPanel } from "./outbox-panel";

interface OutboxMainProps {
  pending: number;
  lanes: readonly PendingLane[];
  callbacks: readonly CallbackHealth[];
}

const EVERY_MS = 5_000;

/** How the talk with Tencent goes: what waits to be sent, and what we are told. */
export function OutboxMain({ pending, lanes, callbacks }: OutboxMainProps) {
  const t = useTranslations("admin");
  return (
    <main className={styles.main} id="main">
      <AutoRefresh everyMs={EVERY_MS} />
      <h1>{t("outbox.heading")}</h1>
      <div className={styles.gifts}>
        <OutboxPanel pending={pending} lanes={lanes} />
        <CallbacksPanel callbacks={callbacks} />
      </div>
    </main>
  );
}
