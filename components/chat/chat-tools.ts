import { createContext, useContext } from "react";
import type { Standing } from "@/lib/users/schema";
import type { ChatMessage } from "./chat-state";

/** What a reader can do with a message of somebody; null for readers who cannot write. */
export interface ChatTools {
  canPin: boolean;
  /** Who the reader is here, for the menu of acts. */
  reader: Standing;
  hostId: string;
  reply(message: ChatMessage): void;
  mention(message: ChatMessage): void;
  pin(message: ChatMessage): void;
}

export const ChatToolsContext = createContext<ChatTools | null>(null);

export function useChatTools(): ChatTools | null {
  return useContext(ChatToolsContext);
}
