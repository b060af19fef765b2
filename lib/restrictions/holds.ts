import "server-only";
import { z } from "zod";
import { db } from "../db";
import { AppError } from "../errors";
import { levelKey, restrictionsKey, roomRestrictionsKey, siteRestrictionsKey } from "../keys";
import { findLevel } from "../levels/remember-levels";
import { redis } from "../redis";
import { restoreRestrictions } from "./projection";
import { fieldOf, type RestrictionKind, type Traces, traceFields } from "./rules";
import { FREE, type Hold, type Holds } from "./schema";
import { RESTRICTIONS_LUA } from "./script";

/** Who asks to come in: an account, or a guest, of whom only traces are known. `roomId` null is about the whole site alone. */
export interface Comer extends Traces {
  userId: string | null;
  roomId: string | null;
}

/**
 * KEYS: mark, hash of the site, hash of the room, level. ARGV: now, field of the person's mute, of the ban (both empty for
 * guests), then fields of traces. Gives a state, the end of the mute and of the ban, each as text and '' for none.
 */
const READ_HOLDS = `${RESTRICTIONS_LUA}
if redis.call('EXISTS', KEYS[1]) == 0 then return {'unknown', '', ''} end
local now, hashes, traces = tonumber(ARGV[1]), {KEYS[2], KEYS[3]}, {}
for i = 4, #ARGV do traces[i - 3] = ARGV[i] end
local mute, ban, joinedAtMs = nil, nil, nil
if ARGV[2] ~= '' then
  mute, ban = heldUntil(hashes, ARGV[2], now), heldUntil(hashes, ARGV[3], now)
  local known = redis.call('GET', KEYS[4])
  joinedAtMs = known and cjson.decode(known).joinedAtMs
  if not known and tracesHeldUntil(hashes, traces, now, nil) then return {'level_unknown', '', ''} end
end
local traced = tracesHeldUntil(hashes, traces, now, joinedAtMs)
if traced then ban = laterEnd(ban or traced, traced) end
local function text(untilMs) return untilMs and string.format('%.0f', untilMs) or '' end
return {'known', text(mute), text(ban)}`;

const answer = z.tuple([z.enum(["known", "unknown", "level_unknown"]), z.coerce.string(), z.coerce.string()]);

/** The ends of what holds somebody back: null is nothing, 0 until it is lifted. */
interface Ends {
  mute: number | null;
  ban: number | null;
}

async function readEnds(comer: Comer, nowMs: number): Promise<z.infer<typeof answer>> {
  const { userId, roomId } = comer;
  const own = userId ? [fieldOf("mute", { userId }), fieldOf("ban", { userId })] : ["", ""];
  const room = roomId ? roomRestrictionsKey(roomId) : siteRestrictionsKey;
  const keys = [restrictionsKey, siteRestrictionsKey, room, levelKey(userId ?? "")];
  return answer.parse(await redis().eval<string[], unknown>(READ_HOLDS, keys, [String(nowMs), ...own, ...traceFields(comer)]));
}

/**
 * What holds somebody back, from Redis. Where that was emptied it is restored first; whoever cannot be judged then is kept out
 * (`ban` 0): moderation fails closed for those whom a ban may mean.
 */
async function findEnds(comer: Comer, nowMs: number): Promise<Ends> {
  let [state, mute, ban] = await readEnds(comer, nowMs);
  if (state === "unknown") await restoreRestrictions(nowMs);
  if (state === "level_unknown") await findLevel(comer.userId ?? "");
  if (state !== "known") [state, mute, ban] = await readEnds(comer, nowMs);
  if (state !== "known") return { mute: null, ban: 0 };
  const end = (text: string) => (text === "" ? null : Number(text));
  return { mute: end(mute), ban: end(ban) };
}

/** For how many seconds somebody is still banned (0: until it is lifted), or null. */
export async function secondsBanned(comer: Comer, nowMs: number): Promise<number | null> {
  const { ban } = await findEnds(comer, nowMs);
  return ban && Math.ceil((ban - nowMs) / 1_000);
}

/** Throws `banned`, with the moment of its end, for somebody who may not come in. */
export async function requireEntry(comer: Comer, nowMs: number): Promise<void> {
  const { ban } = await findEnds(comer, nowMs);
  if (ban !== null) throw new AppError("banned", undefined, { untilMs: ban || null });
}

/** What holds a reader back now, with the moderator's words. */
export async function getHolds(comer: Comer, nowMs: number): Promise<Holds> {
  const { mute, ban } = await findEnds(comer, nowMs);
  if (mute === null && ban === null) return FREE;
  const reasons = await readReasons(comer, nowMs);
  const holdOf = (kind: RestrictionKind, end: number | null): Hold | null => {
    if (end === null) return null;
    const untilMs = end || null;
    return { untilMs, leftMs: untilMs && untilMs - nowMs, reason: reasons.get(kind) ?? "" };
  };
  return { mute: holdOf("mute", mute), ban: holdOf("ban", ban) };
}

async function readReasons({ userId, roomId }: Comer, nowMs: number): Promise<Map<RestrictionKind, string>> {
  if (!userId) return new Map();
  const rows = await db().restriction.findMany({
    where: {
      userId,
      liftedAt: null,
      AND: [{ OR: [{ roomId: null }, { roomId }] }, { OR: [{ until: null }, { until: { gt: new Date(nowMs) } }] }],
    },
    select: { kind: true, reason: true },
    orderBy: { createdAt: "asc" },
  });
  return new Map(rows.filter(({ reason }) => reason).map(({ kind, reason }) => [kind, reason]));
}
