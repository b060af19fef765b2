import "server-only";
import { z } from "zod";
import {
  followsKey,
  groupKey,
  hiddenMessagesKey,
  levelKey,
  membershipsKey,
  restrictionsKey,
  roleKey,
  roomKey,
  roomRestrictionsKey,
  siteRestrictionsKey,
  spokeKey,
  topGiversKey,
  userNameKey,
} from "../keys";
import { type KnownLevel, knownLevel } from "../levels/schema";
import { fieldOf, traceFields } from "../restrictions/rules";
import { RESTRICTIONS_LUA } from "../restrictions/script";
import { runScript, script } from "../script";
import { may, onSiteAs } from "../users/permissions";
import { userRoles } from "../users/roles";

/** The site's roles that no mode binds, as a table of Lua. */
const EXEMPT = userRoles.filter((role) => may(onSiteAs("", role), "chat.exempt")).map((role) => `${role} = true`);

/** Stands for the room's id in the names of keys: only the script knows which room a group belongs to. */
const ROOM = "{room}";

/**
 * What the before-send decision needs to know, and whether the room's modes let this person speak now; in slow mode the same
 * script takes the person's turn, so that of two messages at once one passes, and the same message sent again passes again.
 * Who is banned or muted is refused before anything else, whatever the role. KEYS: group, role, name, follows, level, mark and
 * hash of the site's restrictions. ARGV: person, now, random, whether it is emoji only, then
 * keys with `{room}` for the room (record, memberships, spoke, hidden), the quoted message or nothing, one more such key (top
 * givers), whether it goes no further than its words, such a key again (restrictions), the fields of the person's mute and ban,
 * how many fields of traces there are, these, then the keys of names. What the person is in the room comes last: level, end of
 * membership, place as a giver, whether a moderator of the room.
 * A name is given behind a "=", because the client reads JSON where it can.
 */
const READ_POLICY = script(`${RESTRICTIONS_LUA}
local function key(index) return (string.gsub(ARGV[index], '${ROOM}', redis.call('GET', KEYS[1]))) end
local function name(value) return '=' .. (value or '') end
if not redis.call('GET', KEYS[1]) then return {'room_closed', 0, '', '', '=', {}, {'', '0', '0', '0'}} end
local doc = redis.call('GET', key(5))
if not doc then return {'room_closed', 0, '', '', '=', {}, {'', '0', '0', '0'}} end
local room = cjson.decode(doc)
local role = redis.call('GET', KEYS[2]) or ''
local names = {}
local traceCount = tonumber(ARGV[15])
local traces = {}
for i = 1, traceCount do traces[i] = ARGV[15 + i] end
for i = 16 + traceCount, #ARGV do names[i - 15 - traceCount] = name(redis.call('GET', ARGV[i])) end
local top = redis.call('HMGET', key(10), 'startedAtMs', ARGV[1])
local place = top[1] and tonumber(top[1]) == room.startedAtMs and top[2] or '0'
local keeps = '0'
for _, id in ipairs(room.moderatorIds or {}) do if id == ARGV[1] then keeps = '1' end end
local standing = {redis.call('GET', KEYS[5]) or '', redis.call('HGET', key(6), ARGV[1]) or '0', place, keeps}
local exempt = {${EXEMPT.join(", ")}}
local function answer(reason, seconds)
  return {reason, math.ceil(seconds), room.hostId, role, name(redis.call('GET', KEYS[3])), names, standing}
end
if redis.call('EXISTS', KEYS[6]) == 0 then return answer('restrictions_unknown', 0) end
local now, held = tonumber(ARGV[2]), {KEYS[7], key(12)}
local ban = heldUntil(held, ARGV[14], now)
if ban then return answer('banned', secondsLeft(ban, now)) end
local isTraced = traceCount > 0 and ARGV[1] ~= room.hostId and keeps == '0' and not exempt[role]
if isTraced and tracesHeldUntil(held, traces, now, nil) then
  if standing[1] == '' then return answer('level_unknown', 0) end
  local traced = tracesHeldUntil(held, traces, now, cjson.decode(standing[1]).joinedAtMs)
  if traced then return answer('banned', secondsLeft(traced, now)) end
end
local mute = heldUntil(held, ARGV[13], now)
if mute then return answer('muted', secondsLeft(mute, now)) end
if room.status == 'ended' then return answer('room_closed', 0) end
if ARGV[9] ~= '' and redis.call('SISMEMBER', key(8), ARGV[9]) == 1 then return answer('quote_unknown', 0) end
local modes = type(room.chat) == 'table' and room.chat.modes
if not modes or ARGV[1] == room.hostId or keeps == '1' or exempt[role] then return answer('', 0) end
if type(room.chat.mute) == 'table' then
  local untilMs = type(room.chat.mute.untilMs) == 'number' and room.chat.mute.untilMs or 0
  if untilMs == 0 or untilMs > now then return answer('room_muted', secondsLeft(untilMs, now)) end
end
if modes.emojiOnly and ARGV[4] == '0' then return answer('emoji_only', 0) end
if modes.membersOnly and (tonumber(redis.call('HGET', key(6), ARGV[1]) or '0') or 0) <= now then return answer('members_only', 0) end
if type(modes.followedMinutes) == 'number' then
  if redis.call('EXISTS', KEYS[4]) == 0 then return answer('follows_unknown', 0) end
  local since = redis.call('ZSCORE', KEYS[4], room.hostId)
  if not since then return answer('followers_only', 0) end
  local wait = tonumber(since) + modes.followedMinutes * 60000 - now
  if wait > 0 then return answer('follow_longer', wait / 1000) end
end
if modes.slowSeconds > 0 and ARGV[11] == '0' then
  local spoke = key(7)
  local at, random = string.match(redis.call('GET', spoke) or '', '^(%d+):(%d+)$')
  if at and random == ARGV[3] then return answer('', 0) end
  local wait = at and tonumber(at) + modes.slowSeconds * 1000 - now or 0
  if wait > 0 then return answer('slow_mode', wait / 1000) end
  redis.call('SET', spoke, ARGV[2] .. ':' .. ARGV[3], 'EX', modes.slowSeconds)
end
return answer('', 0)`);

const reading = z.tuple([
  z.enum([
    "",
    "room_closed",
    "quote_unknown",
    "emoji_only",
    "members_only",
    "follows_unknown",
    "followers_only",
    "follow_longer",
    "slow_mode",
    "banned",
    "muted",
    "room_muted",
    "restrictions_unknown",
    "level_unknown",
  ]),
  z.int(),
  z.coerce.string(), // the client reads an id of digits as a number
  z.coerce.string(),
  z.string().transform(nameIn),
  z.array(z.string().transform(nameIn)),
  z.tuple([z.unknown(), z.coerce.number(), z.coerce.number(), z.coerce.string().transform((text) => text === "1")]),
]);

function nameIn(text: string): string | null {
  return text.slice(1) || null;
}

/** A message as the room's modes see it. */
export interface PolicyQuestion {
  groupId: string;
  userId: string;
  /** The network address of the sender, as the chat service tells it. */
  address: string | null;
  random: number;
  isEmoji: boolean;
  /** Its words are in the way: it does not take a turn of slow mode. */
  isBlocked: boolean;
  /** The message that it answers, or nothing. */
  quotedRef: string;
  /** People whose names are wanted. */
  namesOf: readonly string[];
}

/** The names that were wanted are in the order of the question; null for people who are not known. */
export interface PolicyReading {
  reason: z.infer<typeof reading>[0];
  /** After how many seconds the same message would pass, where that is known. */
  waitSeconds: number;
  hostId: string;
  role: string | null;
  name: string | null;
  names: (string | null)[];
  /** Null when Redis does not know it. */
  level: KnownLevel | null;
  memberUntilMs: number;
  giverPlace: number;
  isRoomModerator: boolean;
}

/** Asks Redis, in one round trip. */
export async function readPolicy(question: PolicyQuestion, nowMs: number): Promise<PolicyReading> {
  const { groupId, userId, address } = question;
  const keys = [groupKey(groupId), roleKey(userId), userNameKey(userId), followsKey(userId), levelKey(userId)];
  keys.push(restrictionsKey, siteRestrictionsKey);
  const traces = traceFields({ address, deviceHash: null });
  const args = [
    userId,
    String(nowMs),
    String(question.random),
    question.isEmoji ? "1" : "0",
    roomKey(ROOM),
    membershipsKey(ROOM),
    spokeKey(ROOM, userId),
    hiddenMessagesKey(ROOM),
    question.quotedRef,
    topGiversKey(ROOM),
    question.isBlocked ? "1" : "0",
    roomRestrictionsKey(ROOM),
    fieldOf("mute", { userId }),
    fieldOf("ban", { userId }),
    String(traces.length),
    ...traces,
    ...question.namesOf.map(userNameKey),
  ];
  const answer = await runScript<unknown>(READ_POLICY, keys, args);
  const [reason, waitSeconds, hostId, role, name, names, [level, memberUntilMs, giverPlace, isRoomModerator]] =
    reading.parse(answer);
  const standing = { level: knownLevel.safeParse(level).data ?? null, memberUntilMs, giverPlace, isRoomModerator };
  return { reason, waitSeconds, hostId, role: role || null, name, names, ...standing };
}
