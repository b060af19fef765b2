"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { ChatEntry } from "./chat-state";

const EVERY_MS = 5_000;
const AT_ONCE = 6;

/** Gives a screen reader the new messages of others, at most six each five seconds, and says how many it left out. */
export function ReadAloud({ entries }: { entries: readonly ChatEntry[] }) {
  const t = useTranslations("room.chat");
  const [spoken, setSpoken] = useState("");
  const readUntil = useRef(entries.at(-1)?.id ?? null);

  const readNew = useEffectEvent(() => {
    const from = entries.findIndex((entry) => entry.id === readUntil.current) + 1;
    readUntil.current = entries.at(-1)?.id ?? null;
    const lines = entries.slice(from).flatMap((entry) => {
      const isOthers = entry.kind === "message" && !entry.isMine && entry.state === "sent";
      return isOthers ? [`${entry.name}: ${entry.sticker ? t(`stickers.${entry.sticker}`) : entry.text}`] : [];
    });
    if (lines.length === 0) return;
    const left = lines.length - AT_ONCE;
    setSpoken([...lines.slice(-AT_ONCE), ...(left > 0 ? [t("readMore", { count: left })] : [])].join("\n"));
  });

  useEffect(() => {
    const timer = setInterval(() => readNew(), EVERY_MS);
    return () => clearInterval(timer);
  }, []);

  return (
    <p className="visually-hidden" aria-live="polite">
      {spoken}
    </p>
  );
}
