import "server-only";
import { z } from "zod";
import { listKey } from "../keys";
import { redis } from "../redis";
import { type DirectoryList, roomCategories } from "./schema";
import { sitemap, sitemapIndex } from "./xml";

/** Rooms of one map: in three languages with their links some two megabytes, of fifty that are allowed. */
const ROOMS_PER_MAP = 1_500;

/** The lists that hold every room once. */
const lists = ["popular", "upcoming", "paused", "replays", "ended"] as const satisfies DirectoryList[];

/** Nothing for the map of maps, else which one of them. */
export const sitemapQuery = z.union([
  z.strictObject({ list: z.enum(lists), part: z.coerce.number().int().min(1).max(100_000) }),
  z.strictObject({ list: z.literal("pages") }),
  z.strictObject({}),
]);
export type SitemapQuery = z.infer<typeof sitemapQuery>;

const pages = [
  "",
  "/upcoming",
  "/paused",
  "/replays",
  "/ended",
  ...[...["all", "new"], ...roomCategories].map((name) => `/live/${name}`),
];

/** The map of maps, or one of them, from the directory's lists in Redis. Oldest first, so that a room stays in its map. */
export async function readSitemap(site: string, query: SitemapQuery): Promise<string> {
  if (!("list" in query)) return sitemapIndex(await mapAddresses(site));
  if (query.list === "pages") return sitemap(site, pages);
  const from = (query.part - 1) * ROOMS_PER_MAP;
  const ids = await redis().zrange<string[]>(listKey(query.list), from, from + ROOMS_PER_MAP - 1);
  return sitemap(
    site,
    ids.map((id) => `/rooms/${id}`),
  );
}

async function mapAddresses(site: string): Promise<string[]> {
  const pipeline = redis().pipeline();
  for (const list of lists) pipeline.zcard(listKey(list));
  const sizes = await pipeline.exec<number[]>();
  const parts = lists.flatMap((list, index) =>
    Array.from({ length: Math.ceil((sizes[index] ?? 0) / ROOMS_PER_MAP) }, (_, part) => `list=${list}&part=${part + 1}`),
  );
  return ["list=pages", ...parts].map((query) => `${site}/sitemap.xml?${query}`);
}
