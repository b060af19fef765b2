"use client";

import { useCallback, useEffect } from "react";
import { roomHistory } from "@/lib/messages/schema";
import { chatConnection } from "./connection";
import { useRoomSignal } from "./use-chat";

/**
 * Shows what was said before: on coming in, and after every time in which something may have been missed. The returned
 * function reads it once more; own messages get their seals that way.
 */
export function useHistory(roomId: string, groupId: string): () => Promise<void> {
  const read = useCallback(async () => {
    const answer = await fetch(`/api/rooms/${roomId}/history`, { cache: "no-store" }).catch(() => null);
    const history = answer?.ok ? roomHistory.safeParse(await answer.json()).data : undefined;
    if (history) chatConnection.showHistory(groupId, history);
  }, [roomId, groupId]);

  useRoomSignal((signal) => {
    if (signal === "listening") void read();
  });
  useEffect(() => {
    const { phase, groupId: held } = chatConnection.getSnapshot();
    if (phase === "live" && held === groupId) void read(); // joined before this was on the page
  }, [read, groupId]);
  return read;
}
