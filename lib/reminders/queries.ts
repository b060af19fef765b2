import "server-only";
import { db } from "../db";
import type { Reminder } from "./schema";

/** The rooms that a user wants to be told about and that wait or run. */
export async function listReminders(userId: string): Promise<Reminder[]> {
  const rows = await db().reminder.findMany({
    where: { userId, room: { status: { in: ["waiting", "live", "paused"] } } },
    select: {
      roomId: true,
      room: {
        select: { title: true, language: true, status: true, scheduledAt: true, host: { select: { name: true } } },
      },
    },
  });
  return rows.map(({ roomId, room }) => ({
    roomId,
    title: room.title,
    language: room.language,
    hostName: room.host.name,
    isOpen: room.status !== "waiting",
    scheduledAtMs: room.scheduledAt?.getTime() ?? null,
  }));
}
