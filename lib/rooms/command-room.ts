import "server-only";
import { db } from "../db";
import { AppError } from "../errors";
import { requireEntry } from "../restrictions/holds";
import { NO_TRACES } from "../restrictions/rules";
import type { SessionUser } from "../users/schema";
import { applyRoomEvent, stateOf } from "./apply-room-event";
import { withHost } from "./record";
import { allowedCommands, hasStream } from "./rules";
import type { RoomCommand } from "./schema";

/**
 * Presses one of the host's buttons on the user's own room. Throws `no_stream`, `banned` for who is kept out of the site and
 * wants to go on, or `conflict` when it does nothing now.
 */
export async function commandRoom(user: SessionUser, roomId: string, command: RoomCommand, nowMs: number): Promise<void> {
  const room = await db().room.findUnique({
    where: { id: roomId, hostId: user.id },
    include: withHost,
  });
  if (!room) throw new AppError("not_found");
  const isGoingOn = command === "start" || command === "resume";
  if (isGoingOn) await requireEntry({ userId: user.id, roomId, ...NO_TRACES }, nowMs);
  const state = stateOf(room);
  if (!allowedCommands(state).includes(command)) {
    throw new AppError(!hasStream(state) && isGoingOn ? "no_stream" : "conflict", `${command} while ${room.status}`);
  }
  const isDone = await applyRoomEvent({ id: roomId }, { type: command }, nowMs);
  if (!isDone) throw new AppError("conflict", `${command}: somebody was faster`);
}
