import { z } from "zod";
import { messageStamp } from "../levels/schema";

/** Somebody with an account who is in a room. */
export const roomMember = z.object({
  userId: z.string(),
  name: z.string(),
  role: messageStamp.shape.role.unwrap().nullable(),
  /** Null while it is not known. */
  level: messageStamp.shape.level.unwrap().nullable(),
  badges: messageStamp.shape.badges.unwrap(),
});
export type RoomMember = z.infer<typeof roomMember>;

/** Answer of `GET /api/rooms/:roomId/members`: the newest first, how many there are in all, and how long ago that was read. */
export const roomMembers = z.object({ members: z.array(roomMember), total: z.int(), ageMs: z.int().min(0) });
export type RoomMembers = z.infer<typeof roomMembers>;

/** With more people than this, who comes and goes is no reason to read the list again: too many would ask at once. */
export const MEMBERS_CROWD = 100;
