"use client";

import { useLocale, useTranslations } from "next-intl";
import { useNow } from "@/components/ui/use-now";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

function dayOf(atMs: number, timeZone: string | undefined): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone }).format(atMs);
}

function untilText(atMs: number, nowMs: number, locale: string): string {
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });
  const minutes = Math.max(0, Math.round((atMs - nowMs) / MINUTE_MS));
  return minutes < 60 ? relative.format(minutes, "minute") : relative.format(Math.round(minutes / 60), "hour");
}

/** When a room is to open: the hour and how far off it is, in the visitor's own zone; UTC until the page has woken up. */
export function StartTime({ atMs }: { atMs: number | null }) {
  const t = useTranslations("directory");
  const locale = useLocale();
  const now = useNow(30_000);
  if (atMs === null) return <span data-part="unset">{t("timetable.unset")}</span>;

  const timeZone = now === null ? "UTC" : undefined;
  const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }).format(atMs);
  const date = new Intl.DateTimeFormat(locale, { month: "short", day: "numeric", timeZone }).format(atMs);
  const today = now !== null && dayOf(atMs, timeZone) === dayOf(now, timeZone);
  const tomorrow = now !== null && dayOf(atMs, timeZone) === dayOf(now + 24 * HOUR_MS, timeZone);
  const dayName = tomorrow ? new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(1, "day") : date;
  return (
    <time className="num" dateTime={new Date(atMs).toISOString()}>
      {today ? clock : <span data-part="day">{dayName}</span>}
      <small>
        {now === null ? `${clock} UTC` : atMs <= now ? t("timetable.late") : today ? untilText(atMs, now, locale) : clock}
      </small>
    </time>
  );
}
