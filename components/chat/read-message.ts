import { messageStamp } from "@/lib/levels/schema";
import { type KeptMessage, type MessageExtras, messageExtras, type StickerName, stickerName } from "@/lib/messages/schema";
import type { ChatMessage } from "./chat-state";

/** A message as the SDK or the history gives it. */
export interface MessageSource {
  ID: string;
  from: string;
  /** What the sender's profile in the chat service says; the server's name comes before it. */
  nick: string;
  text: string;
  sticker: StickerName | null;
  sentAtMs: number;
  random: number;
  sequence: number | null;
  cloudCustomData: string;
}

const NO_EXTRAS: MessageExtras = { v: 1, mentions: [], quote: null };

/** A message as the log shows it; `userId` is who reads. */
export function messageFrom(source: MessageSource, userId: string | null): ChatMessage {
  const data = jsonIn(source.cloudCustomData);
  const extras = messageExtras.safeParse(data).data ?? NO_EXTRAS;
  const isMine = userId !== null && source.from === userId;
  const callsMe = userId !== null && !isMine;
  return {
    kind: "message",
    id: source.ID,
    fromId: source.from,
    name: extras.name || source.nick,
    text: source.text,
    stamp: messageStamp.safeParse(data).data ?? null,
    isMine,
    random: source.random,
    sequence: source.sequence,
    sticker: source.sticker,
    seal: extras.seal ?? null,
    mentions: extras.mentions,
    quote: extras.quote,
    callsMe: callsMe && (extras.quote?.fromId === userId || extras.mentions.some(({ id }) => id === userId)),
    sentAtMs: source.sentAtMs,
    state: "sent",
    refusal: null,
  };
}

/** A message of the history. Its id is its own: the SDK's holds what the server does not know. */
export function historyMessage(kept: KeptMessage, userId: string | null): ChatMessage {
  const { fromId, customData, ...rest } = kept;
  const source = { ...rest, ID: `kept-${kept.sequence}`, from: fromId, nick: "", cloudCustomData: customData };
  return messageFrom(source, userId);
}

/** The random number that ends the SDK's id of a message. */
export function randomOf(id: string): number {
  return Number(id.slice(id.lastIndexOf("-") + 1)) || 0;
}

/** The sticker of this name, if it is one of ours. */
export function stickerNamed(name: string): StickerName | null {
  return stickerName.safeParse(name).data ?? null;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // not JSON: an older client's own data, which is never trusted
  }
}
