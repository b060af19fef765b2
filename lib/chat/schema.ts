import { z } from "zod";
import { siteNotice } from "../broadcasts/schema";
import { giftNews } from "../gifts/schema";
import { lotteryView } from "../lottery/schema";
import { keptMessage } from "../messages/schema";
import { restrictNews } from "../restrictions/schema";
import { roomChat } from "../room-chat/schema";
import { roomStatus } from "../rooms/schema";

/** Longest chat message, in characters as people count them (code points). */
export const MAX_MESSAGE_CHARACTERS = 200;

/** A room's status was changed; readers that miss a version read the snapshot again. */
const roomStatusMessage = z.object({
  v: z.literal(1),
  type: z.literal("room.status"),
  roomId: z.string(),
  status: roomStatus,
  statusVersion: z.int(),
});

/** Title or announcement were changed; the reader reads the snapshot again. */
const roomInfoMessage = z.object({ v: z.literal(1), type: z.literal("room.info"), roomId: z.string() });

/** What is set about the chat was changed: its modes or its pinned message. */
const roomChatMessage = z.object({ v: z.literal(1), type: z.literal("room.chat"), roomId: z.string(), chat: roomChat });

/** The number of people in a room moved. */
const roomOnlineMessage = z.object({ v: z.literal(1), type: z.literal("room.online"), roomId: z.string(), onlineCount: z.int() });

/** The likes of the running session, as the server has counted them. */
const roomLikesMessage = z.object({ v: z.literal(1), type: z.literal("room.likes"), roomId: z.string(), total: z.int() });

/** Paid gifts, oldest first: one when there is time, several when many people give at once. */
const roomGiftsMessage = z.object({
  v: z.literal(1),
  type: z.literal("room.gifts"),
  roomId: z.string(),
  items: z.array(giftNews).min(1),
});

/** A lottery was opened, cancelled or drawn; it carries all that a reader shows, so that a crowd need not ask at once. */
const roomLotteryMessage = z.object({
  v: z.literal(1),
  type: z.literal("room.lottery"),
  roomId: z.string(),
  lottery: lotteryView,
});

/** Told to one person: what they may do, on the site or in a room, is another now. The page reads it again. */
const standingMessage = z.object({ v: z.literal(1), type: z.literal("standing") });

/** Told to a room: somebody became one of its moderators, or is none any more. */
const roomModeratorMessage = z.object({
  v: z.literal(1),
  type: z.literal("room.moderator"),
  roomId: z.string(),
  userId: z.string(),
  isModerator: z.boolean(),
});

/**
 * A moderator took a message away, or shows it again. Readers drop it wherever it stands, whenever it came; shown again it comes
 * with its words, as far as they are still kept.
 */
const messageHiddenMessage = z.object({
  v: z.literal(1),
  type: z.literal("message.hidden"),
  roomId: z.string(),
  fromId: z.string(),
  random: z.int(),
  isHidden: z.boolean(),
  message: keptMessage.nullable().default(null),
});

/** The site tells all rooms something; without a room when the vendor told all groups in one call. */
const siteNoticeMessage = z.object({
  v: z.literal(1),
  type: z.literal("site.notice"),
  roomId: z.string().nullable(),
  notice: siteNotice,
});

/** Every custom message that Hiroba sends or understands, as the JSON text of `payload.data`. Unknown types are ignored. */
export const customMessage = z.discriminatedUnion("type", [
  roomStatusMessage,
  roomInfoMessage,
  roomChatMessage,
  roomOnlineMessage,
  roomLikesMessage,
  roomGiftsMessage,
  roomLotteryMessage,
  standingMessage,
  roomModeratorMessage,
  messageHiddenMessage,
  restrictNews,
  siteNoticeMessage,
]);
export type CustomMessage = z.infer<typeof customMessage>;

/** Reads a custom message's data; null when it is not JSON or not one of ours. */
export function parseCustomMessage(data: string): CustomMessage | null {
  try {
    return customMessage.safeParse(JSON.parse(data)).data ?? null;
  } catch {
    return null;
  }
}
