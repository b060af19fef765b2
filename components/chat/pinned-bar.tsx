"use client";

import { ChevronDown, ChevronUp, Pin, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import type { PinnedMessage } from "@/lib/room-chat/schema";
import { ChatText } from "./chat-text";
import styles from "./pinned-bar.module.css";
import { putRoomChat } from "./put-room-chat";
import { guessLang } from "./text-parts";

interface PinnedBarProps {
  roomId: string;
  pinned: PinnedMessage;
  canUnpin: boolean;
  roomLanguage: string;
}

/** The message that the host or a moderator put above the chat: two lines of it, or all. */
export function PinnedBar({ roomId, pinned, canUnpin, roomLanguage }: PinnedBarProps) {
  const t = useTranslations("room.chat");
  const [isOpen, setOpen] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const { name, text, sticker, byName } = pinned;

  const unpin = async () => {
    setFailed(false);
    setFailed((await putRoomChat(roomId, "pin", { message: null })) === null);
  };

  return (
    <aside className={styles.pinned} aria-label={t("pinned")} data-open={isOpen}>
      <Pin aria-hidden="true" />
      <div className={styles.words}>
        <p className={styles.text}>
          <span className={styles.name} lang={guessLang(name, roomLanguage)}>
            {name}
          </span>{" "}
          <span lang={guessLang(text, roomLanguage)}>{sticker ? t(`stickers.${sticker}`) : <ChatText text={text} />}</span>
        </p>
        {isOpen && <p className={styles.by}>{t("pinnedBy", { name: byName })}</p>}
        {hasFailed && (
          <p className={styles.failed} role="alert">
            {t("actionFailed")}
          </p>
        )}
      </div>
      <IconButton
        size="small"
        label={isOpen ? t("foldPinned") : t("unfoldPinned")}
        aria-expanded={isOpen}
        icon={isOpen ? <ChevronUp aria-hidden="true" /> : <ChevronDown aria-hidden="true" />}
        onClick={() => setOpen(!isOpen)}
      />
      {canUnpin && <IconButton size="small" label={t("unpin")} icon={<X aria-hidden="true" />} onClick={unpin} />}
    </aside>
  );
}
