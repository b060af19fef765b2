import type { SealedMessage } from "@/lib/messages/schema";
import type { ChatMessage } from "./chat-state";

/** A message as the server can check it, or null when its seal is not known here. */
export function sealedOf({ fromId, random, text, sticker, seal }: ChatMessage): SealedMessage | null {
  return seal ? { fromId, random, text, sticker, seal } : null;
}
