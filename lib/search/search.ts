import "server-only";
import { clientAddress, hashAddress } from "../client-address";
import { db } from "../db";
import { Prisma } from "../generated/prisma/client";
import { limit } from "../limit";
import { listCards } from "../rooms/queries";
import type { SearchResults } from "./schema";

const MOST_ROOMS = 60;
const MOST_HOSTS = 12;
/** Words beyond these are not looked at: each is one more condition. */
const MOST_WORDS = 8;
const MOST_PER_MINUTE = 40;
/** How much of a misspelled word's trigrams a name must have. */
const LEAST_SIMILARITY = 0.45;

interface FoundHost {
  id: string;
  name: string;
  followerCount: number;
}

/** Searches for what a reader typed, as often as a person does in a minute; throws `rate_limited` beyond that. */
export async function searchFor(text: string, request: { headers: Pick<Headers, "get"> }): Promise<SearchResults> {
  const words = [...new Set(text.split(/\s+/u).filter(Boolean))].slice(0, MOST_WORDS);
  if (words.length === 0) return { rooms: [], hosts: [], isSimilar: false };
  await limit("search", await hashAddress(clientAddress(request)), MOST_PER_MINUTE, 60);
  const exact = await Promise.all([containing(words), hostsNamed(words)]);
  const [ids, hosts] = exact;
  const isSimilar = ids.length === 0 && hosts.length === 0;
  const [foundIds, foundHosts] = isSimilar ? await similar(words.join(" ")) : [ids, hosts];
  return { rooms: await listCards(foundIds), hosts: foundHosts, isSimilar: isSimilar && foundIds.length + foundHosts.length > 0 };
}

const all = (words: readonly string[], one: (word: string) => Prisma.Sql) => Prisma.join(words.map(one), " AND ");

/** Rooms whose title and description hold every word, or whose host's name does: those that are open and named so come first. */
async function containing(words: readonly string[]): Promise<string[]> {
  const text = Prisma.sql`"title" || ' ' || "description"`;
  const indexed = all(words, (word) => Prisma.sql`search_vector(${text}) @@ search_query(${word})`);
  const held = all(words, (word) => Prisma.sql`strpos(search_text(${text}), search_text(${word})) > 0`);
  const titled = all(words, (word) => Prisma.sql`strpos(search_text("title"), search_text(${word})) > 0`);
  const ofHost = all(words, (word) => Prisma.sql`search_vector("name") @@ search_query(${word})`);
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT "id" FROM (
      SELECT "id", "status", "title", "statusChangedAt" FROM "Room" WHERE ${indexed} AND ${held}
      UNION
      SELECT "id", "status", "title", "statusChangedAt" FROM "Room" WHERE "hostId" IN (SELECT "id" FROM "User" WHERE ${ofHost})
    ) AS found
    ORDER BY array_position('{live,paused,waiting,replay,ended}'::"RoomStatus"[], "status"), ${titled} DESC,
      "statusChangedAt" DESC, "id"
    LIMIT ${MOST_ROOMS}`;
  return rows.map(({ id }) => id);
}

/** People with a room whose name holds every word, those with the most followers first. */
function hostsNamed(words: readonly string[]): Promise<FoundHost[]> {
  const indexed = all(words, (word) => Prisma.sql`search_vector("name") @@ search_query(${word})`);
  const held = all(words, (word) => Prisma.sql`strpos(search_text("name"), search_text(${word})) > 0`);
  return db().$queryRaw`
    SELECT "id", "name", "followerCount" FROM "User"
    WHERE ${indexed} AND ${held} AND EXISTS (SELECT FROM "Room" WHERE "hostId" = "User"."id")
    ORDER BY "followerCount" DESC, "id" LIMIT ${MOST_HOSTS}`;
}

/** What is spelled almost like it: rooms by their title, hosts by their name, the most similar first. */
async function similar(text: string): Promise<[string[], FoundHost[]]> {
  const [, rooms, hosts] = await db().$transaction([
    db().$executeRaw`SELECT set_config('pg_trgm.word_similarity_threshold', ${String(LEAST_SIMILARITY)}, true)`,
    db().$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "Room" WHERE search_text(${text}) <% search_text("title")
      ORDER BY word_similarity(search_text(${text}), search_text("title")) DESC, "statusChangedAt" DESC LIMIT ${MOST_ROOMS}`,
    db().$queryRaw<FoundHost[]>`
      SELECT "id", "name", "followerCount" FROM "User"
      WHERE search_text(${text}) <% search_text("name") AND EXISTS (SELECT FROM "Room" WHERE "hostId" = "User"."id")
      ORDER BY word_similarity(search_text(${text}), search_text("name")) DESC, "id" LIMIT ${MOST_HOSTS}`,
  ]);
  return [rooms.map(({ id }) => id), hosts];
}
