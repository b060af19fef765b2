import type { Redis } from "@upstash/redis";
import { crowdKey, listKey, onlineKey, picturesKey, roomKey } from "../keys";
import { type CursorScope, type Place, writeCursor } from "./cursors";
import { READ_COUNTS, READ_LIST } from "./list-script";
import { roomRecord } from "./record";
import type { DirectoryList, DirectoryPage, FrontPage, StatusCounts } from "./schema";
import { cardOf } from "./view";

// What pages of the directory read. All commands of one page are scripts that are sent in one turn of the event loop, because the
// client puts those, and only those, into one request.

/** Cards on one page of a list. */
export const PAGE_SIZE = 60;

const FRONT_SECTION_SIZE = 8;

/** The store, and the secret that signs cursors. */
export interface ListSource {
  redis: Redis;
  secret: string;
}

export interface ListQuestion {
  scope: CursorScope;
  page: number;
  size: number;
  after: Place | null;
}

export interface DirectoryCounts {
  counts: StatusCounts;
  onlineTotal: number;
}

type Text = string | number;
type ListAnswer = [number, (object | "")[], Text[], Text, number, string, Text, string[]];

/** One page of a list. */
export async function readList(
  { redis, secret }: ListSource,
  { scope, page, size, after }: ListQuestion,
): Promise<DirectoryPage> {
  const { list, category } = scope;
  const order = list === "upcoming" ? "ZRANGE" : "ZREVRANGE";
  const [total, docs, online, p99, from, lastId, lastScore, pictures] = await redis.eval<string[], ListAnswer>(
    READ_LIST,
    [listKey(list, category), onlineKey, crowdKey, picturesKey],
    [String((page - 1) * size), String(size), order, roomKey(""), String(after?.score ?? 0), after?.id ?? ""],
  );
  const records = docs.map((doc) => roomRecord.safeParse(doc).data);
  const cards = records.flatMap((record, index) =>
    record ? [cardOf(record, Number(online[index]), Number(p99), pictures[index])] : [],
  );
  const isMore = from + docs.length < total && docs.length > 0;
  const next = isMore ? await writeCursor({ score: Number(lastScore), id: String(lastId) }, scope, secret) : null;
  return { cards, page, pageCount: Math.max(1, Math.ceil(total / size)), total, next };
}

/** Rooms per state, and everybody who watches one. */
export async function readCounts({ redis }: ListSource): Promise<DirectoryCounts> {
  const lists = (["upcoming", "popular", "paused", "ended", "replays"] as const).map((list) => listKey(list));
  const [waiting, live, paused, ended, replay, onlineTotal] = await redis.eval<
    [],
    [number, number, number, number, number, number]
  >(READ_COUNTS, [onlineKey, ...lists], []);
  return { counts: { waiting, live, paused, ended, replay }, onlineTotal };
}

/** One page of a list with the counts of all. */
export async function readListPage(
  source: ListSource,
  question: ListQuestion,
): Promise<{ list: DirectoryPage } & DirectoryCounts> {
  const [list, counts] = await Promise.all([readList(source, question), readCounts(source)]);
  return { list, ...counts };
}

/** The front page of the directory. */
export async function readFrontPage(source: ListSource): Promise<FrontPage> {
  const first = (list: DirectoryList, size: number) =>
    readList(source, { scope: { list, category: null }, page: 1, size, after: null });
  const [live, paused, upcoming, replays, ended, counts] = await Promise.all([
    first("popular", PAGE_SIZE),
    first("paused", FRONT_SECTION_SIZE),
    first("upcoming", FRONT_SECTION_SIZE),
    first("replays", FRONT_SECTION_SIZE),
    first("ended", FRONT_SECTION_SIZE),
    readCounts(source),
  ]);
  return { live, paused: paused.cards, upcoming: upcoming.cards, replays: replays.cards, ended: ended.cards, ...counts };
}
