import "server-only";
import { db } from "../db";
import { listKey, onlineKey, roomKey } from "../keys";
import { pullUrl } from "../live/streams";
import { listMessageHealth } from "../message-health/queries";
import { deliveredTexts, dropPercent, summarize } from "../message-health/rules";
import { redis } from "../redis";
import { getFrontPage } from "../rooms/directory";
import { type RoomRecord, roomRecord } from "../rooms/record";
import { countPending } from "./pending-lanes";
import type { Wall } from "./schema";

const MOST_LIVE = 200;
const MOST_PAUSED = 40;

/** The records of the fullest lists' rooms with their counts, in one round trip. KEYS: live, paused, online. ARGV: most of each, prefix. */
const READ_WALL = `
local docs, online = {}, {}
for i = 1, 2 do
  for _, id in ipairs(redis.call('ZREVRANGE', KEYS[i], 0, tonumber(ARGV[i]) - 1)) do
    docs[#docs + 1] = redis.call('GET', ARGV[3] .. id) or ''
    online[#online + 1] = redis.call('HGET', KEYS[3], id) or '0'
  end
end
return {docs, online}`;

/** The running rooms with what a moderator watches them for. The caller has checked that the reader may see the desk. */
export async function getWall(nowMs: number): Promise<Wall> {
  const keys = [listKey("popular"), listKey("paused"), onlineKey];
  const [[docs, online], front, pending, cases] = await Promise.all([
    redis().eval<string[], [unknown[], (string | number)[]]>(READ_WALL, keys, [
      String(MOST_LIVE),
      String(MOST_PAUSED),
      roomKey(""),
    ]),
    getFrontPage(),
    countPending(),
    db().reviewCase.groupBy({ by: ["roomId"], where: { status: "open" }, _count: true }),
  ]);
  const records = docs.flatMap((doc, index) => {
    const record = roomRecord.safeParse(doc).data;
    return record ? [{ record, onlineCount: Number(online[index]) }] : [];
  });
  const health = await listMessageHealth(
    records.map(({ record }) => record.groupId),
    nowMs,
  );
  const casesOf = new Map(cases.map(({ roomId, _count }) => [roomId, _count]));
  return {
    rooms: records.map(({ record, onlineCount }, index) => {
      const fared = health[index] ?? summarize(new Map());
      const { id, title, language, category, cover, hostName, status } = record;
      return {
        ...{ id, title, language, category, cover, hostName, status, onlineCount },
        pullUrl: pictureOf(record, nowMs),
        messagesPerMinute: deliveredTexts(fared),
        dropPercent: dropPercent(fared),
        openCases: casesOf.get(id) ?? 0,
        isShielded: record.chat.shield !== null,
      };
    }),
    liveCount: front.counts.live,
    pausedCount: front.counts.paused,
    waitingCount: front.counts.waiting,
    onlineTotal: front.onlineTotal,
    pending,
    openCases: cases.reduce((sum, { _count }) => sum + _count, 0),
  };
}

function pictureOf({ status, hasPush, streamName }: RoomRecord, nowMs: number): string | null {
  return status === "live" && hasPush ? pullUrl(streamName, nowMs) : null;
}
