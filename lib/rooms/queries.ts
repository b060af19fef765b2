import "server-only";
import { unstable_cache } from "next/cache";
import { announcement } from "../announcements/schema";
import { siteNotice } from "../broadcasts/schema";
import { env } from "../env";
import {
  announcementKey,
  figuresKey,
  followersKey,
  noticeKey,
  onlineKey,
  picturesKey,
  popularityKey,
  remindersKey,
  roomKey,
  roomTag,
} from "../keys";
import { pullUrl } from "../live/streams";
import type { PopularityLevels } from "../popularity/rules";
import { redis } from "../redis";
import { p99Keys, READ_P99 } from "./crowd";
import { loadRoom } from "./projection";
import { roomRecord } from "./record";
import { type CardUpdates, type RoomCard, type RoomSnapshot, type RoomView, roomId as roomIdSchema } from "./schema";
import { cardOf, type RoomReading, snapshotOf } from "./view";

const CACHE_SECONDS = 2;
const MOST_UPDATES = 120;

/** Followers of the host of a room, whose record names the host. */
const READ_FOLLOWERS = `
local doc = redis.call('GET', KEYS[1])
return doc and redis.call('HGET', KEYS[2], cjson.decode(doc).hostId) or '0'`;

type SessionLikes = { startedAtMs: number | null; likes: number | null } | null;

/** What Redis holds of a room, from PostgreSQL when it is missing there; null for an id that does not exist. */
export async function getRoomRecord(id: string): Promise<RoomReading | null> {
  if (!roomIdSchema.safeParse(id).success) return null;
  const pipeline = redis().pipeline();
  pipeline.get(roomKey(id));
  pipeline.hget(onlineKey, id);
  pipeline.eval(READ_P99, p99Keys, []);
  pipeline.hgetall(popularityKey(id));
  pipeline.hmget(figuresKey(id), "startedAtMs", "likes");
  pipeline.eval(READ_FOLLOWERS, [roomKey(id), followersKey], []);
  pipeline.scard(remindersKey(id));
  pipeline.get(announcementKey(id));
  pipeline.get(noticeKey(id));
  const [doc, online, p99, levels, figures, followers, reminderCount, announced, noticed] =
    await pipeline.exec<
      [unknown, number | null, number, PopularityLevels | null, SessionLikes, number, number, unknown, unknown]
    >();
  const record = roomRecord.safeParse(doc).data ?? (await loadRoom(id));
  if (!record) return null;
  const isOfSession = Number(figures?.startedAtMs) === record.startedAtMs;
  return {
    record,
    announcement: announcement.safeParse(announced).data ?? null,
    notice: siteNotice.safeParse(noticed).data ?? null,
    onlineCount: Number(online ?? 0),
    p99OnlineCount: Number(p99),
    likeCount: isOfSession ? Number(figures?.likes ?? 0) : 0,
    followerCount: Number(followers),
    reminderCount,
    levels: levels ?? {},
  };
}

/** What changes in a room while somebody watches it; null for an unknown room. Never cached. */
export async function getRoomSnapshot(id: string, nowMs: number): Promise<RoomSnapshot | null> {
  const room = await getRoomRecord(id);
  return room && snapshotOf(room, nowMs, (streamName) => pullUrl(streamName, nowMs));
}

async function readRoomView(id: string): Promise<RoomView | null> {
  const room = await getRoomRecord(id);
  if (!room) return null;
  const { record, onlineCount, p99OnlineCount } = room;
  const nowMs = Date.now();
  const snapshot = snapshotOf(room, nowMs, (streamName) => pullUrl(streamName, nowMs));
  const { MEMBERSHIP_PRICE_COINS: membershipPrice } = env();
  return { ...cardOf(record, onlineCount, p99OnlineCount), snapshot, groupId: record.groupId, membershipPrice };
}

/** All that the room page needs at first paint; null for an unknown room. A change of status is in it on the next request. */
export function getRoomView(id: string): Promise<RoomView | null> {
  if (!roomIdSchema.safeParse(id).success) return Promise.resolve(null);
  return unstable_cache(readRoomView, ["room-view"], { tags: [roomTag(id)], revalidate: CACHE_SECONDS })(id);
}

/** Rooms by their ids with their numbers now, in the order asked for, at most 120; unknown ids are left out. */
export async function listCards(ids: readonly string[]): Promise<RoomCard[]> {
  const wanted = ids.filter((id) => roomIdSchema.safeParse(id).success).slice(0, MOST_UPDATES);
  if (wanted.length === 0) return [];
  const pipeline = redis().pipeline();
  pipeline.mget(...wanted.map(roomKey));
  pipeline.hmget(onlineKey, ...wanted);
  pipeline.hmget(picturesKey, ...wanted);
  pipeline.eval(READ_P99, p99Keys, []);
  const [docs, online, pictures, p99] =
    await pipeline.exec<[unknown[], Record<string, number> | null, Record<string, string> | null, string | number]>();
  return docs.flatMap((doc) => {
    const record = roomRecord.safeParse(doc).data;
    return record ? [cardOf(record, Number(online?.[record.id] ?? 0), Number(p99), pictures?.[record.id])] : [];
  });
}

/** The moving numbers of cards on screen, for at most 120 rooms; unknown ids are left out. */
export async function getCardUpdates(ids: readonly string[]): Promise<CardUpdates> {
  const cards = await listCards(ids);
  return {
    cards: cards.map(({ id, status, onlineCount, warmth, popularityLevel, picture }) => ({
      id,
      status,
      onlineCount,
      warmth,
      popularityLevel,
      picture,
    })),
  };
}
