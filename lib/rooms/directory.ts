import "server-only";
import { unstable_cache } from "next/cache";
import { env } from "../env";
import { crowdKey, directoryTag, listKey, onlineKey, roomKey } from "../keys";
import { redis } from "../redis";
import { type CursorScope, type Place, readCursor, writeCursor } from "./cursors";
import { READ_LIST } from "./list-script";
import { roomRecord } from "./record";
import type { DirectoryList, DirectoryPage, FrontPage, ListOrder, RoomCard, StatusCounts } from "./schema";
import { cardOf } from "./view";

/** Cards on one page of a list. */
export const PAGE_SIZE = 60;

const FRONT_SECTION_SIZE = 8;
const FEED_SECTION_SIZE = 20;
const CACHE_SECONDS = 2;

type Text = string | number;
type ListAnswer = [number, (object | "")[], Text[], Text, number, string, Text];

async function readList(scope: CursorScope, page: number, size: number, after: Place | null): Promise<DirectoryPage> {
  const { list, category } = scope;
  const order = list === "upcoming" ? "ZRANGE" : "ZREVRANGE";
  const [total, docs, online, p99, from, lastId, lastScore] = await redis().eval<string[], ListAnswer>(
    READ_LIST,
    [listKey(list, category), onlineKey, crowdKey],
    [String((page - 1) * size), String(size), order, roomKey(""), String(after?.score ?? 0), after?.id ?? ""],
  );
  const records = docs.map((doc) => roomRecord.safeParse(doc).data);
  const cards = records.flatMap((record, index) => (record ? [cardOf(record, Number(online[index]), Number(p99))] : []));
  const isMore = from + docs.length < total && docs.length > 0;
  const next = isMore ? await writeCursor({ score: Number(lastScore), id: String(lastId) }, scope, env().AUTH_SECRET) : null;
  return { cards, page, pageCount: Math.max(1, Math.ceil(total / size)), total, next };
}

const cachedList = unstable_cache(readList, ["directory-list"], { tags: [directoryTag], revalidate: CACHE_SECONDS });

/**
 * One page of a list, 60 cards. A change of a room's status is in it on the next request; counts are seconds old. With a
 * cursor it begins after the last room that the reader has seen, whatever came or went before it; `page` is then only its
 * number. Null for a cursor that is not ours.
 */
export async function getDirectoryPage(scope: CursorScope, page: number, cursor?: string): Promise<DirectoryPage | null> {
  const after = cursor === undefined ? null : await readCursor(cursor, scope, env().AUTH_SECRET);
  return cursor !== undefined && !after ? null : cachedList(scope, page, PAGE_SIZE, after);
}

/** The order of a list's first page, as old as the page itself. */
export async function getListOrder(scope: CursorScope): Promise<ListOrder> {
  const { cards } = await cachedList(scope, 1, PAGE_SIZE, null);
  return { ids: cards.map(({ id }) => id) };
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
  const section = async (list: DirectoryList) => (await cachedList({ list, category: null }, 1, FRONT_SECTION_SIZE, null)).cards;
  const [live, paused, upcoming, replays, ended, { counts, onlineTotal }] = await Promise.all([
    cachedList({ list: "popular", category: null }, 1, PAGE_SIZE, null),
    section("paused"),
    section("upcoming"),
    section("replays"),
    section("ended"),
    cachedCounts(),
  ]);
  return { live, paused, upcoming, replays, ended, counts, onlineTotal };
}

/** What a feed tells of: rooms that went live last, the next ones, and the newest replays. */
export async function getFeedRooms(): Promise<RoomCard[]> {
  const lists = ["new", "upcoming", "replays"] as const;
  const pages = await Promise.all(lists.map((list) => cachedList({ list, category: null }, 1, FEED_SECTION_SIZE, null)));
  return pages.flatMap(({ cards }) => cards);
}
