"use client";

import { useLocale } from "next-intl";
import { useNow } from "@/components/ui/use-now";

const DAY_MS = 86_400_000;

/** A moment in the visitor's own zone: the clock alone when it is near, the date as well when it is not. */
export function LocalTime({ atMs }: { atMs: number }) {
  const locale = useLocale();
  const now = useNow(60_000);
  return (
    <time className="num" dateTime={new Date(atMs).toISOString()}>
      {now === null ? "" : momentText(atMs, now, locale)}
    </time>
  );
}

/** `LocalTime` as a string, for sentences. */
export function momentText(atMs: number, nowMs: number, locale: string): string {
  const isNear = Math.abs(atMs - nowMs) < DAY_MS && new Date(atMs).getDate() === new Date(nowMs).getDate();
  const date = isNear ? {} : ({ month: "short", day: "numeric" } as const);
  return new Intl.DateTimeFormat(locale, { ...date, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(atMs);
}
