"use client";

import { AudioLines, CloudOff, Inbox, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { GiversPanel } from "@/components/givers/givers-panel";
import { LotteryCard } from "@/components/lottery/lottery-card";
import { MembersPanel } from "@/components/members/members-panel";
import { useHold } from "@/components/moderation/holds";
import { IconButton } from "@/components/ui/icon-button";
import { IconLink } from "@/components/ui/icon-link";
import type { ChatEndpoint } from "@/lib/im/schema";
import type { MessageStamp } from "@/lib/levels/schema";
import type { Holds } from "@/lib/restrictions/schema";
import type { RoomView } from "@/lib/rooms/schema";
import { GUEST, may } from "@/lib/users/permissions";
import type { Standing } from "@/lib/users/schema";
import { ChatFoot } from "./chat-foot";
import { ChatLog } from "./chat-log";
import styles from "./chat-panel.module.css";
import { ChatToolsContext } from "./chat-tools";
import { ModesButton } from "./modes-button";
import { NoticeBar } from "./notice-bar";
import { type PanelTab, PanelTabs, panelOf } from "./panel-tabs";
import { PinnedBar } from "./pinned-bar";
import { ReadAloud } from "./read-aloud";
import { useChat } from "./use-chat";
import { useChatToolsOf } from "./use-chat-tools";
import { useComposerMute } from "./use-composer-mute";
import { useDraft } from "./use-draft";
import { useHistory } from "./use-history";

/** Loaded for those who keep order. */
const ActDialog = dynamic(() => import("@/components/moderation/act-dialog").then((module) => module.ActDialog), { ssr: false });
/** Loaded for those who can report. */
const ReportDialog = dynamic(() => import("@/components/reports/report-dialog").then((module) => module.ReportDialog), {
  ssr: false,
});

interface ChatPanelProps {
  room: RoomView;
  endpoint: ChatEndpoint;
  /** What the server stamps on the reader's own messages here; it does not tell their author. */
  ownStamp?: MessageStamp | null;
  /** What the reader is here; null while it is not known. */
  standing: Standing | null;
  /** What holds the reader back here. */
  holds: Holds;
  /** Stands beside the input. */
  tools?: ReactNode;
}

/** A room's chat, with who is there beside it: everybody reads, signed-in people write. One page shows one panel. */
export function ChatPanel({ room, endpoint, ownStamp = null, standing, holds, tools }: ChatPanelProps) {
  const t = useTranslations("room.chat");
  const ban = useHold(holds.ban);
  const { chat, name } = useChat(room.groupId, endpoint, ban !== null);
  const [isReadAloud, setReadAloud] = useState(false);
  const [tab, setTab] = useState<PanelTab>("chat");
  const reader = standing && standing.id === chat.userId ? standing : GUEST;
  const canOrder = may(reader, "room.chat");
  const canPin = may(reader, "room.pin");
  const { pinned } = room.snapshot.chat;
  const isFree = may(reader, "chat.exempt");
  const mute = useComposerMute(holds, room.snapshot.chat, isFree);
  const draft = useDraft();
  const readHistory = useHistory(room.id, room.groupId);
  const isClosed = room.snapshot.status === "ended" || room.snapshot.status === "replay";
  const canWrite = Boolean(chat.userId) && !isClosed && !ban;
  const {
    tools: rowTools,
    fault,
    clearFault,
  } = useChatToolsOf({ roomId: room.id, canWrite, canPin, reader, hostId: room.hostId, draft, readHistory });
  return (
    <section className={styles.panel} aria-label={t("title")} data-chat={chat.phase}>
      <header className={styles.head}>
        <PanelTabs tab={tab} onChange={setTab} onlineCount={room.snapshot.onlineCount} />
        {tab === "chat" && (
          <div className={styles.tools}>
            {canOrder && !isClosed && <ModesButton roomId={room.id} chat={room.snapshot.chat} />}
            {canOrder && (
              <IconLink
                label={t("reviews")}
                icon={<Inbox aria-hidden="true" />}
                href={`/studio/rooms/${room.id}/reviews`}
                prefetch={false}
              />
            )}
            <IconButton
              label={t("readAloud")}
              icon={<AudioLines aria-hidden="true" />}
              aria-pressed={isReadAloud}
              onClick={() => setReadAloud(!isReadAloud)}
            />
          </div>
        )}
      </header>
      <NoticeBar notice={room.snapshot.notice} />
      <div {...panelOf("chat", tab)} className={styles.body}>
        {pinned && (
          <PinnedBar key={pinned.atMs} roomId={room.id} pinned={pinned} canUnpin={canPin} roomLanguage={room.language} />
        )}
        <ChatToolsContext value={rowTools}>
          <ChatLog
            key={room.groupId}
            chat={chat}
            isClosed={isClosed}
            hostId={room.hostId}
            roomLanguage={room.language}
            ownStamp={ownStamp}
          />
        </ChatToolsContext>
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
        {fault && (
          <p className={styles.banner} role="alert">
            <span>{fault}</span>
            <IconButton
              className={styles.dismiss}
              size="small"
              label={t("dismiss")}
              icon={<X aria-hidden="true" />}
              onClick={clearFault}
            />
          </p>
        )}
        <ChatFoot
          roomId={room.id}
          roomLanguage={room.language}
          chat={chat}
          name={name}
          draft={draft}
          rules={room.snapshot.chat}
          isFree={isFree}
          mute={mute}
          isClosed={isClosed}
          ban={ban}
          tools={tools}
        />
      </div>
      {tab === "members" && (
        <div {...panelOf("members", tab)} className={styles.body}>
          <MembersPanel key={room.id} room={room} canSearch={canOrder} reader={reader} />
        </div>
      )}
      {tab === "givers" && (
        <div {...panelOf("givers", tab)} className={styles.body}>
          <GiversPanel key={room.id} room={room} />
        </div>
      )}
      {canOrder && <ActDialog roomId={room.id} reader={reader} />}
      {chat.userId && <ReportDialog roomId={room.id} />}
    </section>
  );
}
