"use client";

import { useTranslations } from "next-intl";
import { clockTime } from "@/components/ui/count";
import { useNow } from "@/components/ui/use-now";
import type { RoomSnapshot } from "@/lib/rooms/schema";
import styles from "./command-bar.module.css";

/** How long the session has run, and in which state it is; the running digits are not read aloud. */
export function OnAirClock({ snapshot }: { snapshot: RoomSnapshot }) {
  const t = useTranslations("studio");
  const now = useNow(1_000);
  const { status, startedAtMs, endedAtMs } = snapshot;
  const isOpen = status === "live" || status === "paused";
  const until = isOpen ? now : endedAtMs;
  const length = startedAtMs !== null && until !== null && status !== "waiting" ? until - startedAtMs : 0;
  return (
    <p className={styles.clock}>
      <span className={styles.time} role="timer" aria-live="off">
        {clockTime(length)}
      </span>
      <span className={styles.state} role="status">
        {t(`clock.${status}`)}
      </span>
    </p>
  );
}
