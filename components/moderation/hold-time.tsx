"use client";

import { useLocale, useTranslations } from "next-intl";
import { momentText } from "@/components/room/moment-text";
import { clockTime } from "@/components/ui/count";
import { useNow } from "@/components/ui/use-now";

const DAY_MS = 86_400_000;

/** Until when something holds, and how long that is still; nothing for what has no end. The seconds are not read aloud one by one. */
export function HoldTime({ untilMs }: { untilMs: number | null }) {
  const t = useTranslations("moderation.hold");
  const locale = useLocale();
  const now = useNow(1_000);
  if (untilMs === null || now === null) return null;
  const leftMs = Math.max(0, untilMs - now);
  const moment = momentText(untilMs, now, locale);
  return (
    <span className="num" aria-live="off">
      {leftMs < DAY_MS ? t("until", { moment, left: clockTime(leftMs + 999) }) : t("untilDay", { moment })}
    </span>
  );
}
