"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Veil } from "@/components/player/player-veil";
import { ButtonLink } from "@/components/ui/button";
import { clockTime, fullCount } from "@/components/ui/count";
import { HangingLantern } from "@/components/ui/lantern-shapes";
import { useNow } from "@/components/ui/use-now";
import type { RoomSnapshot } from "@/lib/rooms/schema";
import { momentText } from "./moment-text";

const DAY_MS = 86_400_000;

interface RoomVeilProps {
  snapshot: RoomSnapshot;
  /** The button to be told when a waiting room goes live. */
  reminder: ReactNode;
}

/** What a room says over its picture when it is not live; nothing while there is a picture to show. */
export function RoomVeil({ snapshot, reminder }: RoomVeilProps) {
  const t = useTranslations("room.veil");
  const now = useNow(1_000);
  const { status, pullUrl, pausedBy, statusSinceMs } = snapshot;
  if (status === "live" && pullUrl !== null) return null;

  const since = now === null ? "" : clockTime(now - statusSinceMs);
  if (status === "waiting") return <WaitingVeil snapshot={snapshot} now={now} reminder={reminder} />;
  if (status === "live") return <Sheet light="third" title={t("noPicture")} text={t("noPictureText")} />;
  if (status === "paused" && pausedBy === "encoder") {
    return <Sheet light="third" title={t("lost")} text={t("lostText")} time={now && t("lostFor", { time: since })} />;
  }
  if (status === "paused") {
    return <Sheet light="third" title={t("paused")} text={t("pausedText")} time={now && t("pausedFor", { time: since })} />;
  }
  return <OverVeil snapshot={snapshot} now={now} />;
}

function WaitingVeil({ snapshot, now, reminder }: RoomVeilProps & { now: number | null }) {
  const t = useTranslations("room.veil");
  const locale = useLocale();
  const { id, scheduledAtMs, reminderCount } = snapshot;
  const foot = (
    <>
      {reminder}
      <p>
        {reminderCount > 0 && t("reminded", { count: reminderCount, number: fullCount(reminderCount, locale) })}
        {scheduledAtMs !== null && (
          <>
            {" "}
            <a href={`/api/rooms/${id}/calendar.ics`}>{t("calendar")}</a>
          </>
        )}
      </p>
    </>
  );
  if (scheduledAtMs === null || now === null) {
    return (
      <Sheet light="unlit" title={t("soon")} text={t("soonText")}>
        {foot}
      </Sheet>
    );
  }
  const leftMs = scheduledAtMs - now;
  const time = momentText(scheduledAtMs, now, locale);
  if (leftMs <= 0) {
    return (
      <Sheet
        light="unlit"
        title={t("overdue")}
        text={t("overdueText", { time })}
        time={t("overdueFor", { time: clockTime(-leftMs) })}
      >
        {foot}
      </Sheet>
    );
  }
  const left = leftMs < DAY_MS ? t("countdown", { time: clockTime(leftMs) }) : t("days", { count: Math.round(leftMs / DAY_MS) });
  return (
    <Sheet light="unlit" title={t("at", { time })} text={t("soonText")} time={left}>
      {foot}
    </Sheet>
  );
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
      <ButtonLink tone="video" href="/">
        {t("more")}
      </ButtonLink>
    </Veil>
  );
}

interface SheetProps {
  light: "unlit" | "third";
  title: string;
  text: string;
  time?: string | 0 | null;
  children?: ReactNode;
}

function Sheet({ light, title, text, time, children }: SheetProps) {
  return (
    <Veil>
      <HangingLantern light={light} />
      <h2>{title}</h2>
      <p>{text}</p>
      {/* Read once with the rest, not each second. */}
      <p className="num" data-needed aria-live="off">
        {time || "\u00a0"}
      </p>
      {children}
    </Veil>
  );
}
