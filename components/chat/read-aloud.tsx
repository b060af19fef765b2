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
  const known = useRef(idsOf(entries));

  const readNew = useEffectEvent(() => {
    const before = known.current;
    known.current = idsOf(entries);
    const lines = entries.flatMap((entry) => {
      const isOthers = entry.kind === "message" && !entry.isMine && entry.state === "sent" && !before.has(entry.id);
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

function idsOf(entries: readonly ChatEntry[]): ReadonlySet<string> {
  return new Set(entries.map(({ id }) => id));
}
