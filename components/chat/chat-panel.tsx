"use client";

import { AudioLines, CloudOff } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { LotteryCard } from "@/components/lottery/lottery-card";
import { fullCount } from "@/components/ui/count";
import { IconButton } from "@/components/ui/icon-button";
import type { ChatEndpoint } from "@/lib/im/schema";
import type { RoomView } from "@/lib/rooms/schema";
import { ChatFoot } from "./chat-foot";
import { ChatLog } from "./chat-log";
import styles from "./chat-panel.module.css";
import { ReadAloud } from "./read-aloud";
import { useChat } from "./use-chat";

interface ChatPanelProps {
  room: RoomView;
  endpoint: ChatEndpoint;
  /** Stands beside the input. */
  tools?: ReactNode;
}

/** A room's chat: everybody reads, signed-in people write. One page shows one panel. */
export function ChatPanel({ room, endpoint, tools }: ChatPanelProps) {
  const t = useTranslations("room.chat");
  const locale = useLocale();
  const { chat, name } = useChat(room.groupId, endpoint);
  const [isReadAloud, setReadAloud] = useState(false);
  const isClosed = room.snapshot.status === "ended" || room.snapshot.status === "replay";
  return (
    <section className={styles.panel} aria-label={t("title")} data-chat={chat.phase}>
      <header className={styles.head}>
        <h2>{t("title")}</h2>
        <span className="num">{fullCount(room.snapshot.onlineCount, locale)}</span>
        <IconButton
          className={styles.tool}
          label={t("readAloud")}
          icon={<AudioLines aria-hidden="true" />}
          aria-pressed={isReadAloud}
          onClick={() => setReadAloud(!isReadAloud)}
        />
      </header>
      <ChatLog key={room.groupId} chat={chat} isClosed={isClosed} hostId={room.hostId} roomLanguage={room.language} />
      {isReadAloud && <ReadAloud entries={chat.entries} />}
      <div role="status">
        {chat.phase === "offline" && (
          <p className={styles.banner}>
            <CloudOff aria-hidden="true" />
            <span>
              {t("offline")}
              {chat.userId && <small>{t("offlineHint")}</small>}
            </span>
          </p>
        )}
      </div>
      <LotteryCard room={room} chat={chat} name={name} />
      <ChatFoot chat={chat} name={name} isClosed={isClosed} tools={tools} />
    </section>
  );
}
