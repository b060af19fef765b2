/**
 * Writes until when people are members of a room, unless what is there was read later: payments and what was taken back of them
 * only grow in number. KEYS: ends, revisions. ARGV: per person who, the end (or nothing: not a member), revision.
 */
export const WRITE_MEMBERSHIPS = `
for i = 1, #ARGV, 3 do
  local known = tonumber(redis.call('HGET', KEYS[2], ARGV[i]) or '')
  if not known or known <= tonumber(ARGV[i + 2]) then
    redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 2])
    if ARGV[i + 1] == '' then redis.call('HDEL', KEYS[1], ARGV[i]) else redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
  end
end
return 1`;
