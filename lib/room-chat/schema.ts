import { z } from "zod";
import { stickerName } from "../messages/schema";

/** Seconds between two messages of one person that the studio offers; 0 is none. */
export const slowChoices = [0, 5, 10, 30, 60, 120, 300] as const;
/** Minutes that somebody must have followed the host that the studio offers; null lets everybody speak. */
export const followedChoices = [null, 0, 10, 60, 1_440, 10_080] as const;

const slowSeconds = z.literal(slowChoices);
const followedMinutes = z.literal(followedChoices);

/** Who may speak in a room, and how often. The host and those who keep order are free of all of it. */
export const chatModes = z.object({
  slowSeconds,
  followedMinutes,
  membersOnly: z.boolean(),
  emojiOnly: z.boolean(),
});
export type ChatModes = z.infer<typeof chatModes>;

export const OPEN_MODES: ChatModes = { slowSeconds: 0, followedMinutes: null, membersOnly: false, emojiOnly: false };

/** A message that the host or a moderator put above the chat. */
export const pinnedMessage = z.object({
  fromId: z.string(),
  random: z.int(),
  name: z.string(),
  text: z.string(),
  sticker: stickerName.nullable().default(null),
  /** Who pinned it. */
  byName: z.string(),
  atMs: z.int(),
});
export type PinnedMessage = z.infer<typeof pinnedMessage>;

/** Seconds for which the menu closes a whole room; null until it is lifted. */
export const roomMuteChoices = [300, 600, 3_600, null] as const;

/** A mute of the whole room; without an end it holds until it is lifted. */
export const roomMute = z.object({ untilMs: z.int().nullable() });

/** All that is set about a room's chat. A reader keeps the one with the higher version. */
export const roomChat = z.object({
  version: z.int(),
  modes: chatModes,
  /** Since when these modes hold, in Unix milliseconds: nobody waits for what was written before. */
  modesSinceMs: z.int(),
  pinned: pinnedMessage.nullable(),
  /** Nobody but those who keep order may write, until then; `untilMs` null is until it is lifted. */
  mute: roomMute.nullable().default(null),
  /** Who raised the room's shield, and when; null while it is down. What was set before is kept by the server. */
  shield: z.object({ sinceMs: z.int(), byName: z.string() }).nullable().default(null),
});
export type RoomChat = z.infer<typeof roomChat>;

export const OPEN_CHAT: RoomChat = { version: 0, modes: OPEN_MODES, modesSinceMs: 0, pinned: null, mute: null, shield: null };

/** Body of `PUT /api/rooms/:roomId/chat`: the modes to change; the others stay. */
export const chatModesInput = z
  .strictObject({ slowSeconds, followedMinutes, membersOnly: z.boolean(), emojiOnly: z.boolean() })
  .partial();
export type ChatModesInput = z.infer<typeof chatModesInput>;
