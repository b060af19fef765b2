"use client";

import { Activity, Ban, BookX, CloudOff, ExternalLink, Inbox, ScrollText } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { ChatPanel } from "@/components/chat/chat-panel";
import { HealthList } from "@/components/health/health-list";
import { LotteryPanel } from "@/components/lottery/lottery-panel";
import { useRoomViewer } from "@/components/room/use-room-viewer";
import { ShieldButton } from "@/components/shield/shield-button";
import { fullCount } from "@/components/ui/count";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { StatusPlate } from "@/components/ui/status-plate";
import { Link } from "@/lib/i18n/navigation";
import type { ChatEndpoint } from "@/lib/im/schema";
import { FREE } from "@/lib/restrictions/schema";
import type { StudioRoom } from "@/lib/rooms/schema";
import { AnnouncementPanel } from "./announcement-panel";
import { CommandBar } from "./command-bar";
import styles from "./desk.module.css";
import { ModeratorsPanel } from "./moderators-panel";
import { NumbersPanel } from "./numbers-panel";
import { Preview } from "./preview";
import { PushPanel } from "./push-panel";
import { RoomInfoForm } from "./room-info-form";
import { SchedulePanel } from "./schedule-panel";
import { StreamPanel } from "./stream-panel";
import { useStudioState } from "./use-studio-state";

/** The host's desk of one room: picture and buttons, stream and push address, chat. */
export function Desk({ room, endpoint }: { room: StudioRoom; endpoint: ChatEndpoint }) {
  const t = useTranslations("studio");
  const h = useTranslations("health");
  const locale = useLocale();
  const { view } = room;
  const { state, isStale, refresh } = useStudioState(view.id, {
    snapshot: view.snapshot,
    pushSinceMs: room.pushSinceMs,
    commands: room.commands,
    health: room.health,
  });
  const { viewer } = useRoomViewer(view.id, null);
  const { snapshot } = state;
  const isOpen = snapshot.status === "live" || snapshot.status === "paused";

  return (
    <main className={styles.desk} id="main">
      <div className={styles.head}>
        <h1 lang={view.language}>{snapshot.title}</h1>
        <Link href={`/rooms/${view.id}`} prefetch={false}>
          {t("desk.seeRoom")}
          <ExternalLink aria-hidden="true" />
        </Link>
        <Link href={`/studio/rooms/${view.id}/words`} prefetch={false}>
          {t("desk.words")}
          <BookX aria-hidden="true" />
        </Link>
        <Link href={`/studio/rooms/${view.id}/bans`} prefetch={false}>
          {t("desk.bans")}
          <Ban aria-hidden="true" />
        </Link>
        <Link href={`/studio/rooms/${view.id}/reviews`} prefetch={false}>
          {t("desk.reviews")}
          <Inbox aria-hidden="true" />
        </Link>
        <Link href={`/studio/rooms/${view.id}/audit`} prefetch={false}>
          {t("desk.audit")}
          <ScrollText aria-hidden="true" />
        </Link>
      </div>
      <div className={styles.stack}>
        {isStale && (
          <Notice role="status" icon={<CloudOff aria-hidden="true" />}>
            {t("desk.stale")}
          </Notice>
        )}
        <section className={styles.stage} aria-label={t("desk.preview")}>
          <Preview isLive={snapshot.status === "live"} pullUrl={snapshot.pullUrl} cover={view.cover} onRefused={refresh}>
            <StatusPlate status={snapshot.status}>{isOpen ? fullCount(snapshot.onlineCount, locale) : null}</StatusPlate>
          </Preview>
          <CommandBar roomId={view.id} state={state} onDone={refresh} />
        </section>
        <NumbersPanel snapshot={snapshot} />
        {isOpen && (
          <Panel
            title={h("title")}
            icon={<Activity aria-hidden="true" />}
            aside={<ShieldButton roomId={view.id} chat={snapshot.chat} size="small" />}
          >
            <HealthList health={state.health} />
          </Panel>
        )}
      </div>
      <div className={`${styles.stack} ${styles.side}`}>
        <StreamPanel pushSinceMs={state.pushSinceMs} snapshot={snapshot} />
        {snapshot.status === "waiting" && <SchedulePanel snapshot={snapshot} onDone={refresh} />}
        <PushPanel roomId={view.id} server={room.pushServer} streamKey={room.streamKey} />
        <LotteryPanel room={view} isOpen={isOpen} />
        <ModeratorsPanel roomId={view.id} hostId={view.hostId} stored={room.moderators} />
      </div>
      <div className={styles.stack}>
        <AnnouncementPanel room={view} stored={snapshot.announcement} onDone={refresh} />
        <RoomInfoForm room={view} onDone={refresh} />
      </div>
      <div className={styles.chat}>
        <ChatPanel
          room={{ ...view, snapshot }}
          endpoint={endpoint}
          standing={viewer.kind === "user" ? viewer.standing : null}
          holds={viewer.kind === "user" ? viewer.holds : FREE}
        />
      </div>
    </main>
  );
}
