import { z } from "zod";

/** What a message is, by which Tencent drops first: people's words, their likes, the app's news, the app's moving numbers. */
export const messageKinds = ["news", "text", "like", "count"] as const;
export const messageKind = z.enum(messageKinds);
export type MessageKind = z.infer<typeof messageKind>;

/** Why a message reached nobody: over the group's limit, no word of it ever came, or another code of the vendor's. */
export const dropReasons = ["rate", "silent", "other"] as const;
export const dropReason = z.enum(dropReasons);
export type DropReason = z.infer<typeof dropReason>;

const kindHealth = z.object({
  kind: messageKind,
  priority: z.enum(["High", "Normal", "Low"]),
  /** Let through in the minute. */
  sent: z.int(),
  /** Of those, what reached nobody. */
  dropped: z.int(),
  reasons: z.array(z.object({ reason: dropReason, count: z.int() })),
});
export type KindHealth = z.infer<typeof kindHealth>;

/** How a room's messages fared in a minute that ended some seconds ago: what is younger may still be on its way. */
export const messageHealth = z.object({
  sent: z.int(),
  dropped: z.int(),
  /** Only kinds of which something was sent, from the most important to the least. */
  kinds: z.array(kindHealth),
});
export type MessageHealth = z.infer<typeof messageHealth>;
