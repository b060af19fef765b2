import { HALF_LIFE_MS } from "./rules";

const FIGURES_TTL_SECONDS = 86_400;

/**
 * Lua for `levelAfter` of rules.ts: `addPoints(key, part, points, atMs)` raises a part and the total of a room's popularity
 * and gives the new total. `place(room, total)` puts a live room into the lists that are ordered by it.
 */
export const POPULARITY_LUA = `
local function raise(key, field, points, base)
  local old = tonumber(redis.call('HGET', key, field) or '')
  local top = base
  if old and old > base then top = old end
  local sum = points * 2 ^ (base - top)
  if old then sum = sum + 2 ^ (old - top) end
  local level = top + math.log(sum) / math.log(2)
  redis.call('HSET', key, field, string.format('%.9f', level))
  return level
end
local function addPoints(key, part, points, atMs)
  local base = atMs / ${HALF_LIFE_MS}
  raise(key, part, points, base)
  return raise(key, 'total', points, base)
end
local function place(list, room, id, total)
  if room.status ~= 'live' then return end
  redis.call('ZADD', list, string.format('%.9f', total), id)
  redis.call('ZADD', list .. ':' .. room.category, string.format('%.9f', total), id)
end`;

/**
 * Lua: `openFigures(key, room, now)` makes sure that a room's figures are those of its running session, new when another
 * one has begun. False when the room has no session now.
 */
export const FIGURES_LUA = `
local function openFigures(key, room, now)
  if room.status ~= 'live' and room.status ~= 'paused' then return false end
  local started = tostring(room.startedAtMs)
  if redis.call('HGET', key, 'startedAtMs') ~= started then
    redis.call('DEL', key)
    redis.call('HSET', key, 'startedAtMs', started, 'peak', 0, 'area', 0, 'messages', 0, 'likes', 0, 'atMs', now, 'online', 0)
  end
  redis.call('EXPIRE', key, ${FIGURES_TTL_SECONDS})
  return true
end`;
