"use client";

import { ChevronLeft, X } from "lucide-react";
import { useSession } from "next-auth/react";
import { useTranslations } from "next-intl";
import { type CSSProperties, useId, useRef } from "react";
import { ChatPanel } from "@/components/chat/chat-panel";
import { DanmakuLayer } from "@/components/danmaku/danmaku-layer";
import { DanmakuTools } from "@/components/danmaku/danmaku-tools";
import { useLiveCard } from "@/components/directory/use-live-card";
import { GiftBanners } from "@/components/gifts/gift-banners";
import { GiftButton } from "@/components/gifts/gift-button";
import { GiftStall } from "@/components/gifts/gift-stall";
import { useRoomGifts } from "@/components/gifts/use-room-gifts";
import { LevelNotice } from "@/components/levels/level-notice";
import { LikeButton } from "@/components/likes/like-button";
import { LikeHearts } from "@/components/likes/like-hearts";
import { useRoomLikes } from "@/components/likes/use-room-likes";
import { useHold } from "@/components/moderation/holds";
import { LivePlayer } from "@/components/player/live-player";
import { ReplayPlayer } from "@/components/player/replay-player";
import { IconButton } from "@/components/ui/icon-button";
import { Link } from "@/lib/i18n/navigation";
import type { ChatEndpoint } from "@/lib/im/schema";
import { FREE } from "@/lib/restrictions/schema";
import type { RoomView } from "@/lib/rooms/schema";
import { BanVeil } from "./ban-veil";
import { RoomAbout } from "./room-about";
import { RoomFollow } from "./room-follow";
import { RoomMembership, RoomMembershipSheet } from "./room-membership";
import { RoomNotice } from "./room-notice";
import { RoomReminder } from "./room-reminder";
import styles from "./room-stage.module.css";
import { RoomTitle } from "./room-title";
import { RoomVeil } from "./room-veil";
import { ShareButton } from "./share-button";
import { useReplay } from "./use-replay";
import { useRoomSnapshot } from "./use-room-snapshot";
import { useRoomViewer } from "./use-room-viewer";

/** A room as its visitors see it: picture, title, announcement and chat, in all five states. */
export function RoomStage({ room: initial, endpoint }: { room: RoomView; endpoint: ChatEndpoint }) {
  const t = useTranslations("room.stage");
  const sheetId = useId();
  const { snapshot, level, banned, refresh } = useRoomSnapshot(initial.id, initial.snapshot);
  const { viewer, change } = useRoomViewer(initial.id, level, banned !== null);
  const holds = viewer.kind === "user" ? viewer.holds : FREE;
  const ban = useHold(holds.ban ?? (banned && { ...banned, leftMs: null, reason: "" }));
  const replay = useReplay(snapshot);
  const under = useRef<HTMLDivElement>(null);
  const { warmth, popularityLevel } = useLiveCard(initial, under);
  const room = { ...initial, popularityLevel, snapshot };
  const likes = useRoomLikes(room.groupId, snapshot);
  const gifts = useRoomGifts(room.id, room.groupId);
  const { data: session, status: membership } = useSession();
  const isMember = membership === "authenticated";
  const isLive = snapshot.status === "live" && !ban;
  const isLit = !ban && (isLive || snapshot.status === "paused");
  const canGive = isLit && session?.user?.id !== room.hostId;
  const poster = room.cover && `/covers/${room.cover}.svg`;
  const light: CSSProperties & Record<"--w", number> = { "--w": isLit ? warmth : 0 };
  return (
    <main className={styles.room} id="main" tabIndex={-1} data-page="room" data-status={snapshot.status}>
      <div className={styles.stage}>
        <div className={styles.picture}>
          {replay && !ban ? (
            <ReplayPlayer replay={replay} poster={poster} />
          ) : (
            <LivePlayer
              pullUrl={isLive ? snapshot.pullUrl : null}
              poster={poster}
              startedAtMs={snapshot.startedAtMs}
              onRefused={refresh}
              tools={
                isLive && (
                  <>
                    <LikeButton likes={likes} place="video" />
                    <DanmakuTools />
                  </>
                )
              }
            >
              {isLive && <DanmakuLayer groupId={room.groupId} language={room.language} />}
              {isLive && <LikeHearts likes={likes} canLike={isMember} />}
              {ban ? (
                <BanVeil ban={ban} />
              ) : (
                <RoomVeil
                  snapshot={snapshot}
                  reminder={<RoomReminder roomId={room.id} viewer={viewer} onChange={change} onDone={refresh} />}
                />
              )}
              <GiftBanners gifts={gifts} />
            </LivePlayer>
          )}
          <Link className={styles.back} href="/" aria-label={t("back")}>
            <ChevronLeft aria-hidden="true" />
          </Link>
        </div>
        <div className={styles.under} ref={under} style={light}>
          <span className={styles.light} />
          <RoomTitle
            room={room}
            sheetId={sheetId}
            likes={likes}
            follow={<RoomFollow room={room} viewer={viewer} onChange={change} onDone={refresh} />}
            membership={<RoomMembership room={room} viewer={viewer} />}
          />
          <RoomNotice room={room} sheetId={sheetId} />
          {canGive && <GiftStall gifts={gifts} />}
          <div className={styles.about}>
            <RoomAbout room={room} />
          </div>
        </div>
      </div>
      <div className={styles.chat}>
        <ChatPanel
          room={room}
          endpoint={endpoint}
          ownStamp={viewer.kind === "user" ? viewer.stamp : null}
          standing={viewer.kind === "user" ? viewer.standing : null}
          holds={ban ? { ...holds, ban } : holds}
          tools={
            <>
              {isLit && <LikeButton likes={likes} place="chat" />}
              {canGive && <GiftButton />}
            </>
          }
        />
      </div>
      <section className={styles.sheet} id={sheetId} popover="auto" aria-label={t("about")}>
        <IconButton
          className={styles.close}
          label={t("close")}
          icon={<X aria-hidden="true" />}
          popoverTarget={sheetId}
          popoverTargetAction="hide"
        />
        <RoomAbout room={room} withNotice />
        <div className={styles.ways}>
          <RoomMembership room={room} viewer={viewer} />
          <ShareButton roomId={room.id} />
        </div>
      </section>
      <RoomMembershipSheet room={room} viewer={viewer} onChange={change} />
      <LevelNotice level={level} />
    </main>
  );
}
