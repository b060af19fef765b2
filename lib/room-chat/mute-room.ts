import "server-only";
import { z } from "zod";
import { AppError } from "../errors";
import type { Inverse } from "../moderation/audit";
import { holdsAt, untilOf } from "../restrictions/rules";
import type { MuteRoomInput } from "../restrictions/schema";
import { isSame } from "../same";
import type { SessionUser } from "../users/schema";
import { changeRoomChat } from "./change-room-chat";
import { type RoomChat, roomMute } from "./schema";

/**
 * Silences everybody in a room but those who keep order there, for a while or until it is lifted; 0 seconds lift it. It ends by
 * itself: whoever reads it compares the clock. Tencent's own mute of a group is not used: it would silence the host too, and
 * the likes. Throws `conflict` when there is nothing to lift.
 */
export async function setRoomMute(user: SessionUser, roomId: string, input: MuteRoomInput, nowMs: number): Promise<RoomChat> {
  const { seconds, reason } = input;
  return changeRoomChat(
    user,
    "room.mute",
    roomId,
    async ({ mute }) => {
      if (seconds === 0 && !(mute && holdsAt(mute.untilMs, nowMs))) throw new AppError("conflict", "not muted");
      return { mute: seconds === 0 ? null : { untilMs: untilOf(seconds, nowMs) } };
    },
    { reason },
  );
}

const muteState = z.object({ mute: roomMute.nullable() });

/** Sets what was set before; an earlier mute that is over by now is none. */
export const undoRoomMute: Inverse = async (actor, { id, subjectId, ...states }) => {
  const [before, after] = [muteState.parse(states.before), muteState.parse(states.after)];
  const restore = async ({ mute }: RoomChat) => {
    if (!isSame(mute, after.mute)) throw new AppError("conflict", "the mute was changed since");
    return { mute: before.mute };
  };
  await changeRoomChat(actor, "room.mute", subjectId, restore, { undoesId: id });
};
