import type { GiftNews } from "@/lib/gifts/schema";
import type { MessageStamp } from "@/lib/levels/schema";
import type { Mention, MessageQuote, StickerName } from "@/lib/messages/schema";
import type { Refusal } from "./refusals";

/** One chat message as the log shows it. Own messages appear at once and carry an honest `state`. */
export interface ChatMessage {
  kind: "message";
  id: string;
  fromId: string;
  name: string;
  text: string;
  /** What the server vouches for about who wrote it; null while it has not. */
  stamp: MessageStamp | null;
  isMine: boolean;
  /** Made by the sender's client; with `fromId` it names the message everywhere. */
  random: number;
  /** The service's place of the message in the room; null while it is not known. */
  sequence: number | null;
  sticker: StickerName | null;
  /** The server's mark, without which the message can be neither answered nor pinned; own messages get theirs with the history. */
  seal: string | null;
  mentions: readonly Mention[];
  quote: MessageQuote | null;
  /** It names the reader, or answers the reader. */
  callsMe: boolean;
  /** By the service's clock, in whole seconds; own messages by this device's until they are confirmed. */
  sentAtMs: number;
  state: "sending" | "sent" | "refused" | "removed";
  refusal: Refusal | null;
}

/** One line for people who came in; neighbours in time share a line. */
export interface ChatArrivals {
  kind: "arrivals";
  id: string;
  name: string;
  count: number;
}

/** The gifts of one run of one person, as one line with its counter. */
export interface ChatGift {
  kind: "gift";
  id: string;
  news: GiftNews;
  count: number;
}

export type ChatEntry = ChatMessage | ChatArrivals | ChatGift;

/**
 * idle: no room is held. connecting: on the way. live: joined. offline: joined, but the network is away.
 * kicked: another page took over, or an operator closed the login. failed: could not connect, tried again by itself.
 */
export type ChatPhase = "idle" | "connecting" | "live" | "offline" | "kicked" | "failed";

/** Why the login was closed: the same account came in elsewhere, or an operator closed it. */
export type KickReason = "elsewhere" | "operator";

/** All that React sees of the chat connection; the same object until something changes. */
export interface ChatSnapshot {
  phase: ChatPhase;
  /** Who writes: null reads anonymously, undefined is not known yet. */
  userId: string | null | undefined;
  groupId: string | null;
  entries: readonly ChatEntry[];
  kick: KickReason | null;
  /** Why the room could not be joined, while the phase is `failed`. */
  failure: Refusal | null;
  /** Custom messages that this version does not understand. */
  unknownCount: number;
}

/** The snapshot before anything happened, and the one the server renders. */
export const EMPTY_CHAT: ChatSnapshot = {
  phase: "idle",
  userId: undefined,
  groupId: null,
  entries: [],
  kick: null,
  failure: null,
  unknownCount: 0,
};
