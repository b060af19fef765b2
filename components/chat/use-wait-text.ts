"use client";

import { useTranslations } from "next-intl";

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/** Says a length of time in its largest whole unit, rounded up: "40 s", "10 min", "2 days". */
export function useWaitText(): (seconds: number) => string {
  const t = useTranslations("room.chat.wait");
  return (seconds) => {
    if (seconds < MINUTE * 2) return t("seconds", { count: Math.ceil(seconds) });
    if (seconds < HOUR * 2 - MINUTE) return t("minutes", { count: Math.ceil(seconds / MINUTE) });
    if (seconds < DAY) return t("hours", { count: Math.ceil(seconds / HOUR) });
    return t("days", { count: Math.ceil(seconds / DAY) });
  };
}
