import "server-only";
import { z } from "zod";
import { floodKey, groupKey, repeatKey, wordsKey } from "../keys";
import { runScript, script } from "../script";
import { FLOOD_SECONDS, REPEAT_SECONDS, SITE_SCOPE } from "./schema";

const ROOM = "{room}";

/**
 * The versions of the lists that hold in a room, and whether a person says too much or the same too often there. A message sent
 * again counts once. KEYS: group, the site's list. ARGV: random, key of the room's list, most messages, their key, most
 * repetitions, their key or nothing; keys with `{room}` for the room.
 */
const GATE = script(`
local room = redis.call('GET', KEYS[1])
if not room then return {'', '', '0', 0} end
local function key(index) return (string.gsub(ARGV[index], '${ROOM}', room)) end
local function isOver(most, index, seconds)
  if tonumber(most) == 0 or ARGV[index] == '' then return false end
  local counter = key(index)
  local last = redis.call('HGET', counter, 'last')
  if last ~= ARGV[1] then
    if redis.call('HINCRBY', counter, 'n', 1) == 1 then redis.call('EXPIRE', counter, seconds) end
    redis.call('HSET', counter, 'last', ARGV[1])
  end
  return tonumber(redis.call('HGET', counter, 'n')) > tonumber(most)
end
local verdict = 0
if isOver(ARGV[3], 4, ${FLOOD_SECONDS}) then verdict = 1 end
if isOver(ARGV[5], 6, ${REPEAT_SECONDS}) and verdict == 0 then verdict = 2 end
return {room, redis.call('HGET', KEYS[2], 'version') or '', redis.call('HGET', key(2), 'version') or '0', verdict}`);

const reading = z.tuple([z.coerce.string(), z.coerce.string(), z.coerce.string(), z.literal([0, 1, 2])]);

/** A message as the counts of a person's messages see it. */
export interface GateQuestion {
  groupId: string;
  userId: string;
  random: number;
  mostFlood: number;
  mostRepeats: number;
  /** Names the text; null for one that may be repeated. */
  mark: string | null;
}

export interface GateReading {
  /** "" when the group belongs to no room. */
  roomId: string;
  siteVersion: string;
  roomVersion: string;
  excess: "flooding" | "repeated" | null;
}

/** Asks Redis, in one round trip that the other questions of the same turn share. */
export async function readGate(question: GateQuestion): Promise<GateReading> {
  const { groupId, userId, mark } = question;
  const answer = await runScript<unknown>(
    GATE,
    [groupKey(groupId), wordsKey(SITE_SCOPE)],
    [
      String(question.random),
      wordsKey(ROOM),
      String(question.mostFlood),
      floodKey(ROOM, userId),
      String(question.mostRepeats),
      mark === null ? "" : repeatKey(ROOM, userId, mark),
    ],
  );
  const [roomId, siteVersion, roomVersion, verdict] = reading.parse(answer);
  return { roomId, siteVersion, roomVersion, excess: ([null, "flooding", "repeated"] as const)[verdict] };
}
