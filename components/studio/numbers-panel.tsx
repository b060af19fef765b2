import { useLocale, useTranslations } from "next-intl";
import { fullCount } from "@/components/ui/count";
import { LocalTime } from "@/components/ui/local-time";
import type { RoomSnapshot } from "@/lib/rooms/schema";
import styles from "./numbers-panel.module.css";

/** The few numbers of the running session. */
export function NumbersPanel({ snapshot }: { snapshot: RoomSnapshot }) {
  const t = useTranslations("studio");
  const locale = useLocale();
  return (
    <dl className={styles.numbers} aria-label={t("numbers.label")}>
      <div>
        <dt>{t("numbers.watching")}</dt>
        <dd>{fullCount(snapshot.onlineCount, locale)}</dd>
      </div>
      <div>
        <dt>{t("numbers.started")}</dt>
        <dd>{snapshot.startedAtMs === null ? t("numbers.none") : <LocalTime atMs={snapshot.startedAtMs} />}</dd>
      </div>
      <div>
        <dt>{t("numbers.since")}</dt>
        <dd>
          <LocalTime atMs={snapshot.statusSinceMs} />
        </dd>
      </div>
    </dl>
  );
}
