import { z } from "zod";

/** What the hot path knows of a person's level. */
export const knownLevel = z.object({ level: z.int(), joinedAtMs: z.number() });
export type KnownLevel = z.infer<typeof knownLevel>;

const part = z.object({ count: z.int(), experience: z.int() });

/** Answer of `GET /api/level`: the reader's own level. */
export const levelView = z.object({
  level: z.int(),
  experience: z.int(),
  parts: z.object({ online: part, messages: part, likes: part, coins: part, memberships: part }),
  /** Where this level began and where the next begins; null at the highest. */
  next: z.object({ level: z.int(), from: z.int(), at: z.int() }).nullable(),
});
export type LevelView = z.infer<typeof levelView>;

/** What the server attaches to a message so that a client cannot forge it: the text of `CloudCustomData`. */
export const messageStamp = z.object({
  v: z.literal(1),
  role: z.enum(["host", "moderator", "admin", "roomModerator"]).optional(),
  level: z.int().optional(),
  badges: z.array(z.enum(["member", "topGiver", "newcomer"])).optional(),
});
export type MessageStamp = z.infer<typeof messageStamp>;
export type Badge = NonNullable<MessageStamp["badges"]>[number];
