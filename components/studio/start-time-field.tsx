"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { TextField } from "@/components/ui/field";
import { useNow } from "@/components/ui/use-now";

const MINUTE_MS = 60_000;

interface StartTimeFieldProps {
  storedMs: number | null;
  error: string | null;
  optional?: string;
}

/** When a room is to open, entered in the host's own zone, which is named; the form gets the moment itself. */
export function StartTimeField({ storedMs, error, optional }: StartTimeFieldProps) {
  const t = useTranslations("studio.field.scheduledAtMs");
  const locale = useLocale();
  const now = useNow(MINUTE_MS);
  const [typed, setTyped] = useState<string | null>(null);
  // Before the page has woken up nobody knows the host's zone.
  const value = typed ?? (now === null || storedMs === null ? "" : wallClock(storedMs));
  const atMs = value === "" ? null : new Date(value).getTime();
  return (
    <>
      <TextField
        label={t("label")}
        type="datetime-local"
        value={value}
        min={now === null ? undefined : wallClock(now)}
        onChange={(event) => setTyped(event.currentTarget.value)}
        optional={optional}
        error={error}
        hint={now === null ? "\u00a0" : t("hint", { zone: zoneName(atMs ?? now, locale) })}
      />
      <input type="hidden" name="scheduledAtMs" value={atMs ?? ""} />
    </>
  );
}

/** A moment as the control writes it: the reader's wall clock, to the minute. */
function wallClock(atMs: number): string {
  const shifted = atMs - new Date(atMs).getTimezoneOffset() * MINUTE_MS;
  return new Date(shifted).toISOString().slice(0, 16);
}

/** The reader's zone with its distance from UTC at that moment, which summer time changes. */
function zoneName(atMs: number, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { timeZoneName: "longOffset" });
  const offset = format.formatToParts(atMs).find(({ type }) => type === "timeZoneName")?.value ?? "";
  return `${format.resolvedOptions().timeZone} (${offset})`;
}
