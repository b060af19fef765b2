import type { Announcement } from "../announcements/schema";
import type { SiteNotice } from "../broadcasts/schema";
import { type PopularityLevels, popularityLevel, popularityNow, warmth } from "../popularity/rules";
import type { RoomRecord } from "./record";
import type { RoomCard, RoomSnapshot } from "./schema";

/** How much of its warmth a paused lantern keeps. */
const PAUSED_WARMTH = 0.3;

/** The numbers of a card that move while people watch. Only rooms with a running session give light. */
export function cardNumbers(room: Pick<RoomRecord, "status">, onlineCount: number, p99OnlineCount: number) {
  const full = warmth(onlineCount, p99OnlineCount);
  const light = room.status === "live" ? full : room.status === "paused" ? Math.round(full * PAUSED_WARMTH * 50) / 50 : 0;
  return { onlineCount, warmth: light, popularityLevel: popularityLevel(full) };
}

/** A card of the directory; `picture` is what Redis holds of `picturesKey`. */
export function cardOf(record: RoomRecord, onlineCount: number, p99OnlineCount: number, picture?: unknown): RoomCard {
  const { id, title, description, language, category, cover, hostId, hostName, status } = record;
  const { scheduledAtMs, startedAtMs, endedAtMs } = record;
  const base = { id, title, description, language, category, cover, hostId, hostName, status };
  return {
    ...base,
    picture: pictureOf(record, picture),
    ...cardNumbers(record, onlineCount, p99OnlineCount),
    scheduledAtMs,
    startedAtMs,
    endedAtMs,
  };
}

/** The address of a picture of the running session; what an earlier one left does not count. */
function pictureOf({ status, startedAtMs }: RoomRecord, stored: unknown): string | null {
  const [, takenAtMs, address] = /^(\d+) (.+)$/.exec(typeof stored === "string" ? stored : "") ?? [];
  const isOfNow = status === "live" && startedAtMs !== null && Number(takenAtMs) >= startedAtMs;
  return isOfNow && address ? address : null;
}

/** A room as Redis holds it: its record and its numbers. */
export interface RoomReading {
  record: RoomRecord;
  announcement: Announcement | null;
  notice: SiteNotice | null;
  onlineCount: number;
  p99OnlineCount: number;
  /** Likes of the session that runs, or ran last. */
  likeCount: number;
  /** Followers of the host. */
  followerCount: number;
  /** Users who want to be told when the room goes live. */
  reminderCount: number;
  levels: PopularityLevels;
}

/** What watching people need; `pullUrl` makes the signed address and is only called while there is a picture to show. */
export function snapshotOf(
  { record, announcement, notice, onlineCount, likeCount, followerCount, reminderCount, levels }: RoomReading,
  nowMs: number,
  pullUrl: (streamName: string) => string,
): RoomSnapshot {
  const hasPicture = record.status === "live" && record.hasPush;
  return {
    id: record.id,
    status: record.status,
    statusVersion: record.statusVersion,
    pausedBy: record.status === "paused" && record.stoppedBy !== "moderator" ? record.stoppedBy : null,
    statusSinceMs: record.statusSinceMs,
    title: record.title,
    announcement,
    chat: record.chat,
    notice,
    onlineCount,
    popularity: popularityNow(levels, nowMs),
    likeCount,
    followerCount,
    reminderCount,
    startedAtMs: record.startedAtMs,
    endedAtMs: record.endedAtMs,
    scheduledAtMs: record.scheduledAtMs,
    pullUrl: hasPicture ? pullUrl(record.streamName) : null,
  };
}
