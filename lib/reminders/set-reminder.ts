import "server-only";
import { db } from "../db";
import { AppError } from "../errors";
import { remindersKey } from "../keys";
import { limit } from "../limit";
import { redis } from "../redis";
import type { SessionUser } from "../users/schema";
import type { ReminderState } from "./schema";

const MOST_PER_MINUTE = 60;
const MOST_KEPT = 200;

/**
 * Makes the user be told when a waiting room goes live, or not. Safe to repeat. Throws `not_found`, or `conflict` for a
 * room that does not wait and beyond 200 rooms.
 */
export async function setReminder(user: SessionUser, roomId: string, isReminded: boolean): Promise<ReminderState> {
  await limit("reminder", user.id, MOST_PER_MINUTE, 60);
  await db().$transaction(async (tx) => {
    const room = await tx.room.findUnique({ where: { id: roomId }, select: { status: true } });
    if (!room) throw new AppError("not_found");
    if (!isReminded) return tx.reminder.deleteMany({ where: { userId: user.id, roomId } });
    if (room.status !== "waiting") throw new AppError("conflict", `reminder: room is ${room.status}`);
    if ((await tx.reminder.count({ where: { userId: user.id } })) >= MOST_KEPT) throw new AppError("conflict", "reminders");
    return tx.reminder.createMany({ data: [{ userId: user.id, roomId }], skipDuplicates: true });
  });
  const pipeline = redis().pipeline();
  if (isReminded) pipeline.sadd(remindersKey(roomId), user.id);
  else pipeline.srem(remindersKey(roomId), user.id);
  pipeline.scard(remindersKey(roomId));
  const [, reminderCount] = await pipeline.exec<[number, number]>();
  return { isReminded, reminderCount };
}
