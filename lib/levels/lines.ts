import { type Activity, dayOf } from "./rules";

/**
 * Lua: `noteMinute(key, userId, now)` and `noteLikes(key, userId, now, batch, count)` write what somebody did where the next
 * flush finds it. A line of the set is `user day kind key [count]`.
 */
export const ACTIVITY_LUA = `
local function noteActivity(key, userId, now, rest)
  redis.call('SADD', key, userId .. ' ' .. string.format('%.0f', math.floor(now / 86400000)) .. ' ' .. rest)
end
local function noteMinute(key, userId, now)
  noteActivity(key, userId, now, 'minute ' .. string.format('%.0f', math.floor(now % 86400000 / 60000)))
end
local function noteLikes(key, userId, now, batch, count)
  noteActivity(key, userId, now, 'likes ' .. batch .. ' ' .. string.format('%.0f', count))
end`;

/** The line of a message, which its group and sequence make one. */
export function messageLine(message: { groupId: string; userId: string; sequence: number }, sentAtMs: number): string {
  return `${message.userId} ${dayOf(sentAtMs)} message ${message.groupId}:${message.sequence}`;
}

/** What one person did on one UTC day. */
export interface Heard {
  userId: string;
  day: number;
  activities: Activity[];
}

/** Printable characters alone: PostgreSQL takes no others, and one bad line must not hold up the rest. */
const LINE =
  /^(?<user>[!-~]+) (?<day>\d{1,6}) (?:minute (?<minute>\d{1,4})|message (?<message>[!-~]+)|likes (?<batch>[!-~]+) (?<count>\d{1,6}))$/;

/** Lines by person and day; what is no line of ours is left out. */
export function readLines(lines: readonly string[]): Heard[] {
  const days = new Map<string, Heard>();
  for (const line of lines) {
    const found = LINE.exec(line)?.groups;
    if (!found?.user) continue;
    const { user: userId, day, minute, message, batch, count } = found;
    const name = `${userId} ${day}`;
    const heard = days.get(name) ?? { userId, day: Number(day), activities: [] };
    days.set(name, heard);
    if (minute !== undefined) heard.activities.push({ kind: "minute", key: Number(minute) });
    else if (message !== undefined) heard.activities.push({ kind: "message", key: message });
    else if (batch !== undefined) heard.activities.push({ kind: "likes", key: batch, count: Number(count) });
  }
  return [...days.values()];
}
