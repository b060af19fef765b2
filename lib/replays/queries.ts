import "server-only";
import { unstable_cache } from "next/cache";
import { z } from "zod";
import { db } from "../db";
import { roomTag } from "../keys";
import { replayOf } from "./rules";
import { type RoomReplay, sessionPause } from "./schema";

const CACHE_SECONDS = 60;
const NOTHING: RoomReplay = { clips: [], missingSeconds: 0 };

async function readReplay(roomId: string): Promise<RoomReplay> {
  const session = await db().liveSession.findFirst({
    where: { roomId, endedAt: { not: null } },
    orderBy: { startedAt: "desc" },
    include: { recordings: true },
  });
  if (!session?.endedAt) return NOTHING;
  const files = session.recordings.map(({ url, format, startedAt, endedAt }) => ({
    url,
    format,
    startedAtMs: startedAt.getTime(),
    endedAtMs: endedAt.getTime(),
  }));
  const pauses = z.array(sessionPause).parse(session.pauses);
  return replayOf(files, { startedAtMs: session.startedAt.getTime(), endedAtMs: session.endedAt.getTime(), pauses });
}

/** What the room's last session can be seen again by; nothing while it runs. A file that comes late is in it at the next request. */
export function getReplay(roomId: string): Promise<RoomReplay> {
  return unstable_cache(readReplay, ["room-replay"], { tags: [roomTag(roomId)], revalidate: CACHE_SECONDS })(roomId);
}
