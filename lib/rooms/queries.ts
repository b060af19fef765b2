import "server-only";
import { unstable_cache } from "next/cache";
import { announcement } from "../announcements/schema";
import { env } from "../env";
import {
  announcementKey,
  crowdKey,
  directoryTag,
  figuresKey,
  followersKey,
  listKey,
  onlineKey,
  popularityKey,
  remindersKey,
  roomKey,
  roomTag,
} from "../keys";
import { pullUrl } from "../live/streams";
import type { PopularityLevels } from "../popularity/rules";
import { redis } from "../redis";
import { loadRoom } from "./projection";
import { roomRecord } from "./record";
import {
  type CardUpdates,
  type DirectoryList,
  type DirectoryPage,
  type FrontPage,
  type RoomCard,
  type RoomCategory,
  type RoomSnapshot,
  type RoomView,
  roomId as roomIdSchema,
  type StatusCounts,
} from "./schema";
import { cardOf, type RoomReading, snapshotOf } from "./view";

/** Cards on one page of a list. */
export const PAGE_SIZE = 60;

const FRONT_SECTION_SIZE = 8;
const CACHE_SECONDS = 2;
const MOST_UPDATES = 120;

/** Lua that sets `p99`: the people in the room that one in a hundred live rooms surpasses. */
const readP99 = (crowd: string) => `
local rank = math.floor(redis.call('ZCARD', ${crowd}) * 0.01)
local p99 = redis.call('ZREVRANGE', ${crowd}, rank, rank, 'WITHSCORES')[2] or '0'`;

const READ_P99 = `${readP99("KEYS[1]")}
return p99`;

/** One page of a list with its rooms and their counts, and the busiest rooms' count, in one round trip. */
const READ_LIST = `
local total = redis.call('ZCARD', KEYS[1])
local ids = redis.call(ARGV[3], KEYS[1], ARGV[1], ARGV[2])
local docs, online = {}, {}
for i, id in ipairs(ids) do
  docs[i] = redis.call('GET', ARGV[4] .. id) or ''
  online[i] = redis.call('HGET', KEYS[2], id) or '0'
end
${readP99("KEYS[3]")}
return {total, docs, online, p99}`;

type ListAnswer = [number, (object | "")[], (string | number)[], string | number];

async function readList(list: DirectoryList, category: RoomCategory | null, page: number, size: number): Promise<DirectoryPage> {
  const from = (page - 1) * size;
  const order = list === "upcoming" ? "ZRANGE" : "ZREVRANGE";
  const [total, docs, online, p99] = await redis().eval<string[], ListAnswer>(
    READ_LIST,
    [listKey(list, category), onlineKey, crowdKey],
    [String(from), String(from + size - 1), order, roomKey("")],
  );
  const records = docs.map((doc) => roomRecord.safeParse(doc).data);
  const cards = records.flatMap((record, index) => (record ? [cardOf(record, Number(online[index]), Number(p99))] : []));
  return { cards, page, pageCount: Math.max(1, Math.ceil(total / size)), total };
}

const cachedList = unstable_cache(readList, ["directory-list"], { tags: [directoryTag], revalidate: CACHE_SECONDS });

/** One page of a list, 60 cards. A change of a room's status is in it on the next request; counts are seconds old. */
export function getDirectoryPage(list: DirectoryList, category: RoomCategory | null, page: number): Promise<DirectoryPage> {
  return cachedList(list, category, page, PAGE_SIZE);
}

async function readCounts(): Promise<{ counts: StatusCounts; onlineTotal: number }> {
  const pipeline = redis().pipeline();
  for (const list of ["upcoming", "popular", "paused", "ended", "replays"] as const) pipeline.zcard(listKey(list));
  pipeline.hvals(onlineKey);
  const [waiting, live, paused, ended, replay, online] =
    await pipeline.exec<[number, number, number, number, number, number[]]>();
  return { counts: { waiting, live, paused, ended, replay }, onlineTotal: online.reduce((sum, one) => sum + Number(one), 0) };
}

const cachedCounts = unstable_cache(readCounts, ["status-counts"], { tags: [directoryTag], revalidate: CACHE_SECONDS });

/** Rooms per state, for the filter row. */
export async function getStatusCounts(): Promise<StatusCounts> {
  return (await cachedCounts()).counts;
}

/** The front page of the directory. */
export async function getFrontPage(): Promise<FrontPage> {
  const section = async (list: DirectoryList) => (await cachedList(list, null, 1, FRONT_SECTION_SIZE)).cards;
  const [live, paused, upcoming, replays, ended, { counts, onlineTotal }] = await Promise.all([
    getDirectoryPage("popular", null, 1),
    section("paused"),
    section("upcoming"),
    section("replays"),
    section("ended"),
    cachedCounts(),
  ]);
  return { live, paused, upcoming, replays, ended, counts, onlineTotal };
}

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
  pipeline.eval(READ_P99, [crowdKey], []);
  pipeline.hgetall(popularityKey(id));
  pipeline.hmget(figuresKey(id), "startedAtMs", "likes");
  pipeline.eval(READ_FOLLOWERS, [roomKey(id), followersKey], []);
  pipeline.scard(remindersKey(id));
  pipeline.get(announcementKey(id));
  const [doc, online, p99, levels, figures, followers, reminderCount, announced] =
    await pipeline.exec<[unknown, number | null, number, PopularityLevels | null, SessionLikes, number, number, unknown]>();
  const record = roomRecord.safeParse(doc).data ?? (await loadRoom(id));
  if (!record) return null;
  const isOfSession = Number(figures?.startedAtMs) === record.startedAtMs;
  return {
    record,
    announcement: announcement.safeParse(announced).data ?? null,
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
  pipeline.eval(READ_P99, [crowdKey], []);
  const [docs, online, p99] = await pipeline.exec<[unknown[], Record<string, number> | null, string | number]>();
  return docs.flatMap((doc) => {
    const record = roomRecord.safeParse(doc).data;
    return record ? [cardOf(record, Number(online?.[record.id] ?? 0), Number(p99))] : [];
  });
}

/** The moving numbers of cards on screen, for at most 120 rooms; unknown ids are left out. */
export async function getCardUpdates(ids: readonly string[]): Promise<CardUpdates> {
  const cards = await listCards(ids);
  return {
    cards: cards.map(({ id, status, onlineCount, warmth, popularityLevel }) => ({
      id,
      status,
      onlineCount,
      warmth,
      popularityLevel,
    })),
  };
}
