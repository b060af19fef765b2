import "server-only";
import { unstable_cache } from "next/cache";
import { db } from "../db";
import type { Lottery } from "../generated/prisma/client";
import { entrantsKey, lotteryKey, lotteryTag } from "../keys";
import { redis } from "../redis";
import { readEntryList, readFigures } from "./entries";
import { listLacks } from "./exclusion";
import {
  type LotteryPage,
  type LotteryProof,
  type LotteryView,
  lotteryId as lotteryIdSchema,
  lotteryView,
  type RoomLottery,
} from "./schema";
import { viewOf } from "./view";

const CACHE_SECONDS = 2;

/** A room's newest lottery, its entrants, and whether a person is one. KEYS: lottery. ARGV: key of entrants with a star for the id, person. */
const READ_LOTTERY = `
local doc = redis.call('GET', KEYS[1])
if not doc then return {'', 0, 0} end
local entrants = string.gsub(ARGV[1], '%*', cjson.decode(doc).id)
return {doc, redis.call('SCARD', entrants), ARGV[2] == '' and 0 or redis.call('SISMEMBER', entrants, ARGV[2])}`;

/**
 * A room's newest lottery of the last day as one reader sees it; from Redis, in one round trip. The database is asked only for
 * a reader of an open lottery that not everybody can win.
 */
export async function getRoomLottery(roomId: string, readerId: string | null, nowMs: number): Promise<RoomLottery> {
  const args = [entrantsKey("*"), readerId ?? ""];
  const [doc, entrants, isEntrant] = await redis().eval<string[], [unknown, number, number]>(
    READ_LOTTERY,
    [lotteryKey(roomId)],
    args,
  );
  const lottery = lotteryView.safeParse(doc).data ?? null;
  const isLimited = lottery?.status === "open" && (lottery.followersOnly || lottery.giversOnly || lottery.minLevel > 1);
  const lacks = isLimited && readerId ? await listLacks(db(), lottery.id, readerId) : [];
  return { lottery, entryCount: lottery?.draw?.entryCount ?? entrants, isEntered: isEntrant === 1, lacks, nowMs };
}

async function readLotteryPage(id: string): Promise<LotteryPage | null> {
  const row = await db().lottery.findUnique({
    where: { id },
    include: { room: { include: { host: { select: { name: true } } } } },
  });
  if (!row) return null;
  const { title, language, host } = row.room;
  return { lottery: await readView(row), room: { id: row.roomId, title, language, hostName: host.name } };
}

async function readView(row: Lottery): Promise<LotteryView> {
  return viewOf(row, row.status === "drawn" ? await readFigures(db(), row.id) : null);
}

/** All that a lottery's page needs; null for an unknown one. */
export function getLotteryPage(id: string): Promise<LotteryPage | null> {
  if (!lotteryIdSchema.safeParse(id).success) return Promise.resolve(null);
  return unstable_cache(readLotteryPage, ["lottery-page"], { tags: [lotteryTag(id)], revalidate: CACHE_SECONDS })(id);
}

/** What a recheck of a drawn lottery needs; null before the draw and for an unknown one. It never changes. */
export async function getLotteryProof(id: string): Promise<LotteryProof | null> {
  const row = await db().lottery.findUnique({ where: { id, status: "drawn" } });
  if (!row) return null;
  const { draw, ...terms } = await readView(row);
  if (!draw) return null;
  const { roomId, keyword, match, prize, winnerCount, openedAtMs, closesAtMs, commitment, method } = terms;
  const { followersOnly, giversOnly, minLevel } = terms;
  return {
    v: 1,
    method,
    lotteryId: id,
    ...{ roomId, keyword, match, prize, winnerCount, followersOnly, giversOnly, minLevel, openedAtMs, closesAtMs, commitment },
    drawnAtMs: draw.drawnAtMs,
    seed: draw.seed,
    entriesHash: draw.entriesHash,
    entries: await readEntryList(db(), id, method),
    winners: draw.winners.map((winner) => winner.tag),
  };
}
