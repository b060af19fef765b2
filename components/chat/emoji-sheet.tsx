"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { type StickerName, stickers } from "@/lib/messages/schema";
import styles from "./emoji-sheet.module.css";
import { emojiTable } from "./emoji-table";
import { recentEmoji, rememberEmoji } from "./recent-emoji";
import { StickerPicture } from "./sticker-picture";

export interface EmojiSheetProps {
  onEmoji(emoji: string): void;
  onSticker(name: StickerName): void;
}

/** Emoji by group, and the room stickers. Loaded when it is opened for the first time. Arrow keys go from one to the next. */
export default function EmojiSheet({ onEmoji, onSticker }: EmojiSheetProps) {
  const t = useTranslations("room.chat");
  const [tab, setTab] = useState<"emoji" | "stickers">("emoji");
  const [recent, setRecent] = useState(recentEmoji);
  const pick = (emoji: string) => {
    rememberEmoji(emoji);
    setRecent(recentEmoji());
    onEmoji(emoji);
  };
  return (
    <>
      <div className={styles.tabs}>
        <button type="button" aria-pressed={tab === "emoji"} onClick={() => setTab("emoji")}>
          {t("emojiTab")}
        </button>
        <button type="button" aria-pressed={tab === "stickers"} onClick={() => setTab("stickers")}>
          {t("stickerTab")}
        </button>
      </div>
      {tab === "emoji" ? (
        <div className={styles.scroll}>
          {recent.length > 0 && <EmojiGroup name={t("recent")} emoji={recent} onPick={pick} />}
          {emojiTable.map(([group, emoji]) => (
            <EmojiGroup key={group} name={t(`emojiGroups.${group}`)} emoji={emoji} onPick={pick} />
          ))}
        </div>
      ) : (
        <ul className={styles.stickers}>
          {stickers.map((name) => (
            <li key={name}>
              <button
                type="button"
                title={t(`stickers.${name}`)}
                aria-label={t(`stickers.${name}`)}
                onClick={() => onSticker(name)}
              >
                <StickerPicture name={name} label="" size={64} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

interface EmojiGroupProps {
  name: string;
  emoji: readonly string[];
  onPick(emoji: string): void;
}

/** One group is one stop for the Tab key. */
function EmojiGroup({ name, emoji, onPick }: EmojiGroupProps) {
  const [at, setAt] = useState(0);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const next = Math.min(emoji.length - 1, Math.max(0, at + step));
    event.preventDefault();
    setAt(next);
    (event.currentTarget.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <section className={styles.group} aria-label={name}>
      <h3>{name}</h3>
      <div className={styles.grid} role="toolbar" aria-label={name} onKeyDown={onKeyDown}>
        {emoji.map((one, index) => (
          <button
            key={one}
            type="button"
            tabIndex={index === at ? 0 : -1}
            onFocus={() => setAt(index)}
            onClick={() => onPick(one)}
          >
            {one}
          </button>
        ))}
      </div>
    </section>
  );
}
