"use client";

import { AudioLines, CloudOff } from "lucide-react";
import { useSession } from "next-auth/react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { GiversPanel } from "@/components/givers/givers-panel";
import { LotteryCard } from "@/components/lottery/lottery-card";
import { MembersPanel } from "@/components/members/members-panel";
import { IconButton } from "@/components/ui/icon-button";
import type { ChatEndpoint } from "@/lib/im/schema";
import type { MessageStamp } from "@/lib/levels/schema";
import type { RoomView } from "@/lib/rooms/schema";
import { ChatFoot } from "./chat-foot";
import { ChatLog } from "./chat-log";
import styles from "./chat-panel.module.css";
import { type PanelTab, PanelTabs, panelOf } from "./panel-tabs";
import { ReadAloud } from "./read-aloud";
import { useChat } from "./use-chat";

interface ChatPanelProps {
  room: RoomView;
  endpoint: ChatEndpoint;
  /** What the server stamps on the reader's own messages here; it does not tell their author. */
  ownStamp?: MessageStamp | null;
  /** Stands beside the input. */
  tools?: ReactNode;
}

/** A room's chat, with who is there beside it: everybody reads, signed-in people write. One page shows one panel. */
export function ChatPanel({ room, endpoint, ownStamp = null, tools }: ChatPanelProps) {
  const t = useTranslations("room.chat");
  const { chat, name } = useChat(room.groupId, endpoint);
  const [isReadAloud, setReadAloud] = useState(false);
  const [tab, setTab] = useState<PanelTab>("chat");
  const role = useSession().data?.user?.role;
  const keepsOrder = chat.userId === room.hostId || role === "moderator" || role === "admin";
  const isClosed = room.snapshot.status === "ended" || room.snapshot.status === "replay";
  return (
    <section className={styles.panel} aria-label={t("title")} data-chat={chat.phase}>
      <header className={styles.head}>
        <PanelTabs tab={tab} onChange={setTab} onlineCount={room.snapshot.onlineCount} />
        {tab === "chat" && (
          <IconButton
            className={styles.tool}
            label={t("readAloud")}
            icon={<AudioLines aria-hidden="true" />}
            aria-pressed={isReadAloud}
            onClick={() => setReadAloud(!isReadAloud)}
          />
        )}
      </header>
      <div {...panelOf("chat", tab)} className={styles.body}>
        <ChatLog
          key={room.groupId}
          chat={chat}
          isClosed={isClosed}
          hostId={room.hostId}
          roomLanguage={room.language}
          ownStamp={ownStamp}
        />
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
      </div>
      {tab === "members" && (
        <div {...panelOf("members", tab)} className={styles.body}>
          <MembersPanel key={room.id} room={room} canSearch={keepsOrder} />
        </div>
      )}
      {tab === "givers" && (
        <div {...panelOf("givers", tab)} className={styles.body}>
          <GiversPanel key={room.id} room={room} />
        </div>
      )}
    </section>
  );
}
