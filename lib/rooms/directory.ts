import "server-only";
import { unstable_cache } from "next/cache";
import { env } from "../env";
import { directoryTag } from "../keys";
import { redis } from "../redis";
import { type CursorScope, readCursor } from "./cursors";
import { type ListQuestion, type ListSource, PAGE_SIZE, readFrontPage, readList, readListPage } from "./read-lists";
import type { DirectoryPage, FrontPage, ListOrder, RoomCard, StatusCounts } from "./schema";

const FEED_SECTION_SIZE = 20;
const CACHE_SECONDS = 2;

const source = (): ListSource => ({ redis: redis(), secret: env().AUTH_SECRET });
const caching = { tags: [directoryTag], revalidate: CACHE_SECONDS };

const cachedListPage = unstable_cache((question: ListQuestion) => readListPage(source(), question), ["list-page"], caching);
const cachedFrontPage = unstable_cache(() => readFrontPage(source()), ["front-page"], caching);
const cachedFeed = unstable_cache(readFeed, ["feed"], caching);

/**
 * One page of a list, 60 cards, with the rooms per state for the filter row. A change of a room's status is in it on the next
 * request; counts are seconds old. With a cursor it begins after the last room that the reader has seen, whatever came or went
 * before it; `page` is then only its number. Null for a cursor that is not ours.
 */
export async function getDirectoryPage(
  scope: CursorScope,
  page: number,
  cursor?: string,
): Promise<{ list: DirectoryPage; counts: StatusCounts } | null> {
  const after = cursor === undefined ? null : await readCursor(cursor, scope, env().AUTH_SECRET);
  return cursor !== undefined && !after ? null : cachedListPage({ scope, page, size: PAGE_SIZE, after });
}

/** The order of a list's first page, as old as the page itself. */
export async function getListOrder(scope: CursorScope): Promise<ListOrder> {
  const { list } = await cachedListPage({ scope, page: 1, size: PAGE_SIZE, after: null });
  return { ids: list.cards.map(({ id }) => id) };
}

/** The front page of the directory. */
export async function getFrontPage(): Promise<FrontPage> {
  return cachedFrontPage();
}

/** What a feed tells of: rooms that went live last, the next ones, and the newest replays. */
export async function getFeedRooms(): Promise<RoomCard[]> {
  return cachedFeed();
}

async function readFeed(): Promise<RoomCard[]> {
  const lists = ["new", "upcoming", "replays"] as const;
  const questions = lists.map((list) => ({ scope: { list, category: null }, page: 1, size: FEED_SECTION_SIZE, after: null }));
  const pages = await Promise.all(questions.map((question) => readList(source(), question)));
  return pages.flatMap(({ cards }) => cards);
}
