import { CircleAlert, Send } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { fullCount } from "@/components/ui/count";
import { Panel } from "@/components/ui/panel";
import type { PendingLane } from "@/lib/desk/schema";
import { Link } from "@/lib/i18n/navigation";
import { HurryForm } from "./hurry-form";
import styles from "./outbox-panel.module.css";

/** What Tencent has not accepted, room by room: how much, since when, why, and a button that tries again at once. */
export function OutboxPanel({ pending, lanes }: { pending: number; lanes: readonly PendingLane[] }) {
  const t = useTranslations("admin.outbox");
  const locale = useLocale();
  return (
    <Panel title={t("title")} icon={<Send aria-hidden="true" />}>
      {pending === 0 && <p className={styles.quiet}>{t("empty")}</p>}
      <ul className={styles.lanes}>
        {lanes.map(({ lane, room, waiting, refused, oldestAgeMs, lastError }) => (
          <li key={lane} data-lane={lane}>
            <div className={styles.words}>
              <h3>{room ? <Link href={`/rooms/${room.id}`}>{room.title}</Link> : t("account")}</h3>
              <p>
                {waiting > 0 && t("waiting", { count: waiting })} {refused > 0 && t("refused", { count: refused })}{" "}
                {t("oldest", { seconds: fullCount(Math.round(oldestAgeMs / 1000), locale) })}
              </p>
              {lastError && (
                <p className={styles.error} lang="en">
                  <CircleAlert aria-hidden="true" />
                  <span>{lastError}</span>
                </p>
              )}
            </div>
            {waiting > 0 && <HurryForm lane={lane} name={room?.title ?? t("account")} />}
          </li>
        ))}
      </ul>
      {lanes.length > 0 && <p className={styles.quiet}>{t("note")}</p>}
    </Panel>
  );
}
