"use client";

import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import type { Standing } from "@/lib/users/schema";
import type { ChatMessage } from "./chat-state";
import type { ChatTools } from "./chat-tools";
import { chatConnection } from "./connection";
import { putRoomChat } from "./put-room-chat";
import { sealedOf } from "./sealed-of";
import type { Draft } from "./use-draft";

interface ToolsInput {
  roomId: string;
  canWrite: boolean;
  canPin: boolean;
  reader: Standing;
  hostId: string;
  draft: Draft;
  readHistory: () => Promise<void>;
}

/** The tools of the log, and the sentence to show when one of them did not work. */
export function useChatToolsOf(input: ToolsInput): { tools: ChatTools | null; fault: string | null; clearFault: () => void } {
  const { roomId, canWrite, canPin, reader, hostId, draft, readHistory } = input;
  const t = useTranslations("room.chat");
  const [fault, setFault] = useState<string | null>(null);
  const { reply, mention } = draft;

  const withSeal = useCallback(
    async (message: ChatMessage): Promise<ChatMessage | null> => {
      if (sealedOf(message)) return message;
      await readHistory(); // an own message: only the server knows its seal
      const found = chatConnection.getSnapshot().entries.find((entry) => entry.kind === "message" && isSame(entry, message));
      return found?.kind === "message" && sealedOf(found) ? found : null;
    },
    [readHistory],
  );

  const tools = useMemo<ChatTools | null>(() => {
    if (!canWrite) return null;
    const use = async (message: ChatMessage, then: (sealed: ChatMessage) => Promise<void> | void) => {
      setFault(null);
      const sealed = await withSeal(message);
      if (!sealed) return setFault(t("notYet"));
      await then(sealed);
    };
    return {
      canPin,
      reader,
      hostId,
      reply: (message) => void use(message, reply),
      mention: ({ fromId, name }) => mention({ id: fromId, name: name || fromId }),
      pin: (message) =>
        void use(message, async (sealed) => {
          const isDone = await putRoomChat(roomId, "pin", { message: sealedOf(sealed) });
          if (!isDone) setFault(t("actionFailed"));
        }),
    };
  }, [canWrite, canPin, reader, hostId, roomId, reply, mention, withSeal, t]);

  return { tools, fault, clearFault: () => setFault(null) };
}

function isSame(one: ChatMessage, other: ChatMessage): boolean {
  return one.fromId === other.fromId && one.random === other.random;
}
