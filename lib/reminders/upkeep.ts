import "server-only";
import { db } from "../db";
import { remindersKey } from "../keys";
import { redis } from "../redis";

const BATCH = 1_000;

/** Writes who waits for which room into an emptied Redis. */
export async function restoreReminders(): Promise<void> {
  let after: { userId: string; roomId: string } | undefined;
  for (;;) {
    const rows = await db().reminder.findMany({
      where: { room: { status: "waiting" } },
      take: BATCH,
      ...(after ? { skip: 1, cursor: { userId_roomId: after } } : {}),
      orderBy: [{ userId: "asc" }, { roomId: "asc" }],
      select: { userId: true, roomId: true },
    });
    if (rows.length === 0) return;
    const pipeline = redis().pipeline();
    for (const { userId, roomId } of rows) pipeline.sadd(remindersKey(roomId), userId);
    await pipeline.exec();
    after = rows.at(-1);
  }
}

/** Forgets reminders of rooms that opened and ended while nobody looked. */
export async function pruneReminders(): Promise<void> {
  await db().reminder.deleteMany({ where: { room: { status: { in: ["ended", "replay"] } } } });
}
