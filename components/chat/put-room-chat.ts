import { type RoomChat, roomChat } from "@/lib/room-chat/schema";

/** Changes what is set about a room's chat: its modes (`chat`), or the message above it (`pin`). Null when the server did not. */
export async function putRoomChat(roomId: string, what: "chat" | "pin", body: object): Promise<RoomChat | null> {
  const answer = await fetch(`/api/rooms/${roomId}/${what}`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  }).catch(() => null);
  return answer?.ok ? (roomChat.safeParse(await answer.json()).data ?? null) : null;
}
