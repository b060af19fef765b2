/** A field of a hash of restrictions that has, or had, bans of browsers or addresses: without it none is looked for. */
export const HAS_TRACES = "traces";

/**
 * What holds somebody back, for scripts: of hashes of restrictions, the moment until which a field holds (0: until it is
 * lifted, nil: not at all); the same for the fields of where they come from, of which an account is held only by bans that are
 * older than it is, so that a neighbour behind the same address goes on; and the seconds of it that are left (0: no end).
 */
export const RESTRICTIONS_LUA = `
local function laterEnd(one, other)
  if one == 0 or other == 0 then return 0 end
  return math.max(one or 0, other or 0)
end
local function heldUntil(hashes, field, now)
  local latest = nil
  for _, hash in ipairs(hashes) do
    local text = string.match(redis.call('HGET', hash, field) or '', '^(%d+):')
    local untilMs = text and tonumber(text)
    if untilMs and (untilMs == 0 or untilMs > now) then latest = laterEnd(latest or untilMs, untilMs) end
  end
  return latest
end
local function tracesHeldUntil(hashes, fields, now, joinedAtMs)
  if #fields == 0 then return nil end
  local latest = nil
  for _, hash in ipairs(hashes) do
    local values = redis.call('HEXISTS', hash, '${HAS_TRACES}') == 1 and redis.call('HMGET', hash, unpack(fields)) or {}
    for _, value in ipairs(values) do
      local untilText, sinceText = string.match(value or '', '^(%d+):(%d+)')
      local untilMs = untilText and tonumber(untilText)
      local isHeld = untilMs and (untilMs == 0 or untilMs > now)
      if isHeld and (not joinedAtMs or tonumber(sinceText) <= joinedAtMs) then latest = laterEnd(latest or untilMs, untilMs) end
    end
  end
  return latest
end
local function secondsLeft(untilMs, now)
  if untilMs == 0 then return 0 end
  return math.ceil((untilMs - now) / 1000)
end`;
