import { z } from "zod";
import { plainLine } from "../text";

/** The room stickers: pictures of this project under `public/stickers`, in the order in which they are offered. */
export const stickers = ["wave", "clap", "heart", "laugh", "wow", "cry", "cheers", "sparkle", "sleepy", "thanks"] as const;
export const stickerName = z.enum(stickers);
export type StickerName = z.infer<typeof stickerName>;

/** People that one message may call by name. */
export const MOST_MENTIONS = 10;
/** Characters of the answered message that an answer carries. */
export const QUOTE_CHARACTERS = 80;
/** Messages that a newcomer is shown. */
export const HISTORY_SIZE = 50;

const userId = z.string().min(1).max(32);
const random = z.int().min(0).max(4_294_967_295);

/**
 * A message as somebody names it who answers or pins it. `seal` is what the server stamped on it: only a message that
 * really passed the server, with these words of this person, has it.
 */
export const sealedMessage = z.strictObject({
  fromId: userId,
  random,
  text: z.string().max(1_000),
  sticker: stickerName.nullable().default(null),
  seal: z.string().max(32),
});
export type SealedMessage = z.infer<typeof sealedMessage>;

/** What a client may attach to a message it sends: the text of `CloudCustomData`. The server answers for none of it yet. */
export const messageClaims = z.object({
  v: z.literal(1),
  mentions: z.array(userId).max(MOST_MENTIONS).default([]),
  quote: sealedMessage.nullable().default(null),
});
export type MessageClaims = z.infer<typeof messageClaims>;

export const NO_CLAIMS: MessageClaims = { v: 1, mentions: [], quote: null };

/** A person that a message calls, by the name that stands in its text after an @. */
export const mention = z.object({ id: z.string(), name: z.string() });
export type Mention = z.infer<typeof mention>;

/** The message that another one answers, as the server vouches for it; a long text is cut. */
export const messageQuote = z.object({
  fromId: z.string(),
  random: z.int(),
  name: z.string(),
  text: z.string(),
  sticker: stickerName.nullable().default(null),
});
export type MessageQuote = z.infer<typeof messageQuote>;

/** What the server attaches to a message beside the sender's badge, in the same `CloudCustomData`. */
export const messageExtras = z.object({
  v: z.literal(1),
  /** The sender's name in Hiroba; a profile in the chat service may say anything. */
  name: z.string().optional(),
  seal: z.string().optional(),
  mentions: z.array(mention).default([]),
  quote: messageQuote.nullable().default(null),
});
export type MessageExtras = z.infer<typeof messageExtras>;

/** A message of a room's history. `customData` is the `CloudCustomData` that the server stamped on it. */
export const keptMessage = z.object({
  sequence: z.int(),
  random: z.int(),
  fromId: z.string(),
  sentAtMs: z.int(),
  text: z.string(),
  sticker: stickerName.nullable(),
  customData: z.string(),
});
export type KeptMessage = z.infer<typeof keptMessage>;

/** Answer of `GET /api/rooms/:roomId/history`: the newest messages, oldest first, and the refs of those that were taken away lately. */
export const roomHistory = z.object({ messages: z.array(keptMessage), hidden: z.array(z.string()).default([]) });
export type RoomHistory = z.infer<typeof roomHistory>;

/** Body of `PUT /api/rooms/:roomId/hidden`: a message that is taken away, or shown again. */
export const hideInput = z.strictObject({
  message: z.strictObject({ fromId: userId, random }),
  isHidden: z.boolean(),
  reason: plainLine(200).or(z.literal("")).default(""),
});

/** Answer of it: the entry of the audit log by which the act is undone. */
export const hideAnswer = z.object({ entryId: z.string() });

/** Body of `PUT /api/rooms/:roomId/pin`: the message that goes above the chat, or null to take it down. */
export const pinInput = z.strictObject({ message: sealedMessage.nullable() });
