import type { ChatMessage } from "@/components/chat/chat-state";

/** A message of Bob's, as the log holds it; a number as its id is its place and its random number too. */
export const chatMessage = (id: string, change: Partial<ChatMessage> = {}): ChatMessage => ({
  kind: "message",
  id,
  fromId: "bob",
  name: "Bob",
  text: id,
  stamp: null,
  isMine: false,
  random: Number(id) || 0,
  sequence: Number(id) || null,
  sticker: null,
  seal: null,
  mentions: [],
  quote: null,
  callsMe: false,
  sentAtMs: 1_000,
  state: "sent",
  refusal: null,
  ...change,
});
