"use client";

import { useLocale } from "next-intl";
import { useNow } from "./use-now";

const DAY_MS = 86_400_000;

/** A moment in the visitor's own zone: the hour today, else the date with it; UTC until the page has woken up. */
export function LocalTime({ atMs }: { atMs: number }) {
  const locale = useLocale();
  const now = useNow(60_000);
  const near = now !== null && Math.abs(now - atMs) < DAY_MS && new Date(now).getDate() === new Date(atMs).getDate();
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const text = new Intl.DateTimeFormat(locale, {
    ...clock,
    ...(near ? {} : { month: "short", day: "numeric" }),
    ...(now === null ? { timeZone: "UTC", timeZoneName: "short" } : {}),
  }).format(atMs);
  return <time dateTime={new Date(atMs).toISOString()}>{text}</time>;
}
