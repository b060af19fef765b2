import { readP99 } from "./crowd";

/**
 * One page of a list with its rooms and their counts, and the busiest rooms' count, in one round trip. It begins at the rank
 * ARGV[1], or after the place of a cursor, whose score is ARGV[5] and id ARGV[6]: where that room stands if it has not moved,
 * else where it stood, which is looked for by halving the list. ARGV[2] is the size of the page, ARGV[3] the command that
 * reads the list in its order, ARGV[4] what keys of rooms begin with. KEYS: the list, the online counts, the crowd,
 * the pictures.
 */
export const READ_LIST = `
local total = redis.call('ZCARD', KEYS[1])
local from, order = tonumber(ARGV[1]), ARGV[3]
if ARGV[6] ~= '' then
  local score = tonumber(ARGV[5])
  local low, high = 0, total
  while low < high do
    local middle = math.floor((low + high) / 2)
    local entry = redis.call(order, KEYS[1], middle, middle, 'WITHSCORES')
    local other = tonumber(entry[2])
    local before = other > score or (other == score and entry[1] >= ARGV[6])
    if order == 'ZRANGE' then before = other < score or (other == score and entry[1] <= ARGV[6]) end
    if before then low = middle + 1 else high = middle end
  end
  from = low
end
local ids = redis.call(order, KEYS[1], from, from + tonumber(ARGV[2]) - 1, 'WITHSCORES')
local docs, online, pictures = {}, {}, {}
for i = 1, #ids, 2 do
  docs[(i + 1) / 2] = redis.call('GET', ARGV[4] .. ids[i]) or ''
  online[(i + 1) / 2] = redis.call('HGET', KEYS[2], ids[i]) or '0'
  pictures[(i + 1) / 2] = redis.call('HGET', KEYS[4], ids[i]) or ''
end
${readP99("KEYS[3]")}
return {total, docs, online, p99, from, ids[#ids - 1] or '', ids[#ids] or '', pictures}`;

/** How many rooms stand in each of the lists KEYS[2] and on, and after them the sum of the online counts in the hash KEYS[1]. */
export const READ_COUNTS = `
local counts, online = {}, 0
for i = 2, #KEYS do counts[i - 1] = redis.call('ZCARD', KEYS[i]) end
for _, people in ipairs(redis.call('HVALS', KEYS[1])) do online = online + tonumber(people) end
counts[#KEYS] = online
return counts`;
