import { sendJson } from "@/components/site/send-json";
import { type RoomModerator, roomModerators } from "@/lib/rooms/schema";

/** Appoints somebody as a moderator of a room, or dismisses them; gives all of the room's. Throws `Refused`. */
export async function appoint(roomId: string, userId: string, isModerator: boolean): Promise<RoomModerator[]> {
  const answer = await sendJson("PUT", `/api/rooms/${roomId}/moderators/${userId}`, { isModerator });
  return roomModerators.parse(answer).moderators;
}
