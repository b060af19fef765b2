import { useTranslations } from "next-intl";
import type { PendingLane } from "@/lib/moderation/schema";
import styles from "./gifts-main.module.css";
import { OutboxPanel } from "./outbox-panel";

/** What waits to be sent to Tencent. */
export function OutboxMain({ pending, lanes }: { pending: number; lanes: readonly PendingLane[] }) {
  const t = useTranslations("admin");
  return (
    <main className={styles.main} id="main">
      <h1>{t("outbox.heading")}</h1>
      <div className={styles.gifts}>
        <OutboxPanel pending={pending} lanes={lanes} />
      </div>
    </main>
  );
}
