import { sendJson } from "@/components/site/send-json";
import { type RoomModerators, roomModerators } from "@/lib/rooms/schema";

/** Appoints somebody as a moderator of a room, or dismisses them; gives all of the room's. Throws `Refused`. */
export async function appoint(roomId: string, userId: string, isModerator: boolean): Promise<RoomModerators> {
  return roomModerators.parse(await sendJson("PUT", `/api/rooms/${roomId}/moderators/${userId}`, { isModerator }));
}
