import { HALF_LIFE_MS } from "./rules";

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
