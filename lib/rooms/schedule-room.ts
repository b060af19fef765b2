import "server-only";
import { db } from "../db";
import { AppError } from "../errors";
import { enqueue } from "../outbox";
import { requireEntry } from "../restrictions/holds";
import { NO_TRACES } from "../restrictions/rules";
import type { SessionUser } from "../users/schema";
import { publishRoom } from "./apply-room-event";
import { withHost } from "./record";
import { scheduleFault } from "./schedule";
import type { ScheduleRoomInput } from "./schema";

/** Sets, changes or takes back the start time of the user's own waiting room, and tells those who wait in it. */
export async function scheduleRoom(user: SessionUser, input: ScheduleRoomInput, nowMs: number): Promise<void> {
  const { roomId, scheduledAtMs } = input;
  checkSchedule(scheduledAtMs, nowMs);
  await requireEntry({ userId: user.id, roomId, ...NO_TRACES }, nowMs);
  const row = await db().$transaction(async (tx) => {
    const room = await tx.room.findUnique({ where: { id: roomId, hostId: user.id }, select: { groupId: true } });
    if (!room) throw new AppError("not_found");
    const { count } = await tx.room.updateMany({
      where: { id: roomId, status: "waiting" },
      data: { scheduledAt: scheduledAtMs === null ? null : new Date(scheduledAtMs), revision: { increment: 1 } },
    });
    if (count === 0) throw new AppError("conflict", "schedule: the room does not wait");
    await enqueue(tx, room.groupId, [{ kind: "message.custom", data: { v: 1, type: "room.info", roomId } }]);
    return tx.room.findUniqueOrThrow({ where: { id: roomId }, include: withHost });
  });
  await publishRoom(row);
}

/** Throws `invalid_input` about `scheduledAtMs` when a room cannot be announced for that time. */
export function checkSchedule(scheduledAtMs: number | null, nowMs: number): void {
  const fault = scheduledAtMs === null ? null : scheduleFault(scheduledAtMs, nowMs);
  if (fault) throw new AppError("invalid_input", `schedule: ${fault}`, { fields: { scheduledAtMs: fault } });
}
