"use client";

import { useLocale } from "next-intl";
import { useNow } from "./use-now";

/** A day in the visitor's own zone; the UTC day until the page has woken up. */
export function LocalDate({ atMs }: { atMs: number }) {
  const locale = useLocale();
  const isAwake = useNow(60_000) !== null;
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "long", ...(isAwake ? {} : { timeZone: "UTC" }) });
  return <time dateTime={new Date(atMs).toISOString()}>{format.format(atMs)}</time>;
}
