import { z } from "zod";

/** Somebody with an account who is in a room. */
export const roomMember = z.object({
  userId: z.string(),
  name: z.string(),
  role: z.enum(["host", "moderator", "admin"]).nullable(),
});
export type RoomMember = z.infer<typeof roomMember>;

/** Answer of `GET /api/rooms/:roomId/members`: the newest first, and how many there are in all. */
export const roomMembers = z.object({ members: z.array(roomMember), total: z.int() });
export type RoomMembers = z.infer<typeof roomMembers>;
