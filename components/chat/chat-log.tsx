"use client";

import { ArrowDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useRef, useState } from "react";
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

const rowOf = (target: EventTarget) => (target instanceof Element ? target.closest<HTMLElement>("[data-message]") : null);

/** The messages of a room, newest at the foot; a reader who has scrolled up is told how many came since. */
export function ChatLog({ chat, isClosed, hostId, roomLanguage, ownStamp }: ChatLogProps) {
  const t = useTranslations("room.chat");
  const log = useRef<HTMLDivElement>(null);
  const { entries, newCount, toBottom, onScroll } = useStickToBottom(log, chat.entries);
  /** The message that is pointed at or chosen with the arrow keys. */
  const [activeId, setActiveId] = useState<string | null>(null);
  const point = ({ target }: { target: EventTarget }) => setActiveId(rowOf(target)?.dataset.message ?? null);

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.target !== event.currentTarget) return;
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-message]")];
    const at = rows.findIndex((row) => row.dataset.message === activeId);
    const next = rows[at < 0 ? rows.length - 1 : Math.min(rows.length - 1, Math.max(0, at + step))];
    if (!next) return;
    event.preventDefault();
    setActiveId(next.dataset.message ?? null);
    next.scrollIntoView({ block: "nearest" });
  }
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
        onKeyDown={onKeyDown}
        onPointerOver={point}
        onPointerLeave={() => setActiveId(null)}
        onClick={point}
      >
        {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: see above */}
        {isEmpty ? (
          <p className={styles.empty}>{emptyKey ? t(emptyKey) : ""}</p>
        ) : (
          <ul>
            {entries.map((entry) => (
              <ChatRow
                key={entry.id}
                entry={entry}
                hostId={hostId}
                roomLanguage={roomLanguage}
                ownStamp={ownStamp}
                readerId={chat.userId ?? null}
                isActive={entry.id === activeId}
              />
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
