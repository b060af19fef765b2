"use client";

import { useLocale, useTranslations } from "next-intl";
import { Veil } from "@/components/player/player-veil";
import { ButtonLink } from "@/components/ui/button";
import { clockTime } from "@/components/ui/count";
import { HangingLantern } from "@/components/ui/lantern-shapes";
import { useNow } from "@/components/ui/use-now";
import type { RoomSnapshot } from "@/lib/rooms/schema";
import { momentText } from "./moment-text";

const DAY_MS = 86_400_000;

/** What a room says over its picture when it is not live; nothing while there is a picture to show. */
export function RoomVeil({ snapshot }: { snapshot: RoomSnapshot }) {
  const t = useTranslations("room.veil");
  const now = useNow(1_000);
  const { status, pullUrl, pausedBy, statusSinceMs } = snapshot;
  if (status === "live" && pullUrl !== null) return null;

  const since = now === null ? "" : clockTime(now - statusSinceMs);
  if (status === "waiting") return <WaitingVeil scheduledAtMs={snapshot.scheduledAtMs} now={now} />;
  if (status === "live") return <Sheet light="third" title={t("noPicture")} text={t("noPictureText")} />;
  if (status === "paused" && pausedBy === "encoder") {
    return <Sheet light="third" title={t("lost")} text={t("lostText")} time={now && t("lostFor", { time: since })} />;
  }
  if (status === "paused") {
    return <Sheet light="third" title={t("paused")} text={t("pausedText")} time={now && t("pausedFor", { time: since })} />;
  }
  return <OverVeil snapshot={snapshot} now={now} />;
}

function WaitingVeil({ scheduledAtMs, now }: { scheduledAtMs: number | null; now: number | null }) {
  const t = useTranslations("room.veil");
  const locale = useLocale();
  if (scheduledAtMs === null || now === null || scheduledAtMs <= now) {
    return <Sheet light="unlit" title={t("soon")} text={t("soonText")} />;
  }
  const leftMs = scheduledAtMs - now;
  const left = leftMs < DAY_MS ? t("countdown", { time: clockTime(leftMs) }) : t("days", { count: Math.round(leftMs / DAY_MS) });
  const at = t("at", { time: momentText(scheduledAtMs, now, locale) });
  return <Sheet light="unlit" title={at} text={t("soonText")} time={left} />;
}

function OverVeil({ snapshot, now }: { snapshot: RoomSnapshot; now: number | null }) {
  const t = useTranslations("room.veil");
  const locale = useLocale();
  const kind = snapshot.status === "replay" ? "replay" : "ended";
  const ended =
    now !== null && snapshot.endedAtMs !== null && t("endedAt", { time: momentText(snapshot.endedAtMs, now, locale) });
  return (
    <Veil>
      <HangingLantern light="unlit" />
      <h2>{t(kind)}</h2>
      <p>{t(`${kind}Text`)}</p>
      {ended && (
        <p className="num" data-needed>
          {ended}
        </p>
      )}
      <ButtonLink href="/">{t("more")}</ButtonLink>
    </Veil>
  );
}

interface SheetProps {
  light: "unlit" | "third";
  title: string;
  text: string;
  time?: string | 0 | null;
}

function Sheet({ light, title, text, time }: SheetProps) {
  return (
    <Veil>
      <HangingLantern light={light} />
      <h2>{title}</h2>
      <p>{text}</p>
      {/* Read once with the rest, not each second. */}
      <p className="num" data-needed aria-live="off">
        {time || "\u00a0"}
      </p>
    </Veil>
  );
}
