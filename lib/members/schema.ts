import { z } from "zod";

/** Somebody with an account who is in a room. */
export const roomMember = z.object({
  userId: z.string(),
  name: z.string(),
  role: z.enum(["host", "moderator", "admin"]).nullable(),
});
export type RoomMember = z.infer<typeof roomMember>;

/** Answer of `GET /api/rooms/:roomId/members`: the newest first, how many there are in all, and how long ago that was read. */
export const roomMembers = z.object({ members: z.array(roomMember), total: z.int(), ageMs: z.int().min(0) });
export type RoomMembers = z.infer<typeof roomMembers>;

/** With more people than this, who comes and goes is no reason to read the list again: too many would ask at once. */
export const MEMBERS_CROWD = 100;
