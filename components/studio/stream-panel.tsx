"use client";

import { Check, CircleDashed, SignalHigh } from "lucide-react";
import { useTranslations } from "next-intl";
import { clockTime } from "@/components/ui/count";
import { Panel } from "@/components/ui/panel";
import { useNow } from "@/components/ui/use-now";
import type { RoomSnapshot } from "@/lib/rooms/schema";
import styles from "./stream-panel.module.css";

/** Whether the encoder's stream reaches us, since when, and what to do next. */
export function StreamPanel({ pushSinceMs, snapshot }: { pushSinceMs: number | null; snapshot: RoomSnapshot }) {
  const t = useTranslations("studio");
  const now = useNow(1_000);
  const arrives = pushSinceMs !== null;
  const { status, pausedBy } = snapshot;
  const missing = pausedBy === "host" ? "break" : status;
  const light = (
    <span className={arrives ? styles.good : styles.none} role="status">
      {arrives ? <Check aria-hidden="true" /> : <CircleDashed aria-hidden="true" />}
      {t(arrives ? "stream.arrives" : "stream.missing")}
    </span>
  );
  return (
    <Panel title={t("stream.title")} icon={<SignalHigh aria-hidden="true" />} aside={light}>
      {arrives && (
        <dl className={styles.facts}>
          <dt>{t("stream.since")}</dt>
          <dd className="num">{clockTime(now === null ? 0 : now - pushSinceMs)}</dd>
        </dl>
      )}
      <p className={styles.hint}>{arrives ? t(`stream.hint.arrives.${status}`) : t(`stream.hint.missing.${missing}`)}</p>
    </Panel>
  );
}
