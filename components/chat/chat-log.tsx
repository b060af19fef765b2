"use client";

import { ArrowDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import type { MessageStamp } from "@/lib/levels/schema";
import styles from "./chat-log.module.css";
import { ChatRow } from "./chat-row";
import type { ChatSnapshot } from "./chat-state";
import { useStickToBottom } from "./use-stick-to-bottom";

interface ChatLogProps {
  chat: ChatSnapshot;
  /** Nobody can write in this room any more. */
  isClosed: boolean;
  hostId: string;
  roomLanguage: string;
  /** What the server stamps on the reader's own messages. */
  ownStamp: MessageStamp | null;
}

/** The messages of a room, newest at the foot; a reader who has scrolled up is told how many came since. */
export function ChatLog({ chat, isClosed, hostId, roomLanguage, ownStamp }: ChatLogProps) {
  const t = useTranslations("room.chat");
  const log = useRef<HTMLDivElement>(null);
  const { newCount, toBottom, onScroll } = useStickToBottom(log, chat.entries);
  const isEmpty = chat.entries.length === 0;
  const emptyKey = emptyTextKey(chat, isClosed);
  return (
    <div className={styles.frame}>
      {/* biome-ignore-start lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <div
        className={styles.log}
        ref={log}
        role="log"
        aria-live="off"
        aria-label={t("log")}
        aria-busy={chat.phase === "connecting"}
        tabIndex={0}
        onScroll={onScroll}
      >
        {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: see above */}
        {isEmpty ? (
          <p className={styles.empty}>{emptyKey ? t(emptyKey) : ""}</p>
        ) : (
          <ul>
            {chat.entries.map((entry) => (
              <ChatRow key={entry.id} entry={entry} hostId={hostId} roomLanguage={roomLanguage} ownStamp={ownStamp} />
            ))}
          </ul>
        )}
      </div>
      {newCount > 0 && (
        <Button className={styles.newer} size="small" icon={<ArrowDown aria-hidden="true" />} onClick={toBottom}>
          {t("newer", { count: newCount })}
        </Button>
      )}
    </div>
  );
}

/** Why an empty log is empty. A reader without a login gets no history, so nothing is said about the past. */
function emptyTextKey(chat: ChatSnapshot, isClosed: boolean): "connecting" | "silent" | "fromNow" | "quiet" | null {
  if (chat.phase === "connecting") return "connecting";
  if (chat.phase !== "live") return null;
  if (isClosed) return "silent";
  return chat.userId === null ? "fromNow" : "quiet";
}
