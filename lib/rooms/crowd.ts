import { crowdKey } from "../keys";

/** Lua that sets `p99`: the people in the room that one in a hundred live rooms surpasses. `crowd` names the key, `crowdKey`. */
export const readP99 = (crowd: string) => `
local rank = math.floor(redis.call('ZCARD', ${crowd}) * 0.01)
local p99 = redis.call('ZREVRANGE', ${crowd}, rank, rank, 'WITHSCORES')[2] or '0'`;

/** The script that gives `p99` alone, with its keys. */
export const READ_P99 = `${readP99("KEYS[1]")}
return p99`;

export const p99Keys = [crowdKey];
