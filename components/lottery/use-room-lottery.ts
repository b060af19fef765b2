"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useRoomSignal } from "@/components/chat/use-chat";
import { roomLottery } from "@/lib/lottery/schema";
import { afterAnswer, afterNews, type LotteryState, NO_LOTTERY } from "./lottery-state";

/** While the reader lacks something to win, and may be about to mend it. */
const LACKING_MS = 5_000;

/**
 * The room's lottery: told by the chat when it changes, asked for when the page comes and after a lost connection, and every
 * `everyMs` when that is given. `refresh` asks at once and gives what is known then.
 */
export function useRoomLottery(roomId: string, everyMs?: number): { state: LotteryState; refresh: () => Promise<LotteryState> } {
  const [state, setState] = useState(NO_LOTTERY);
  const latest = useRef(state);

  const change = useCallback((next: LotteryState) => {
    latest.current = next;
    setState(next);
  }, []);

  const refresh = useCallback(async () => {
    try {
      const response = await fetch(`/api/rooms/${roomId}/lottery`, { cache: "no-store", signal: AbortSignal.timeout(8_000) });
      if (response.ok) change(afterAnswer(latest.current, roomLottery.parse(await response.json()), Date.now()));
    } catch {
      // the network is away; what is shown stays, and the next ask tries again
    }
    return latest.current;
  }, [roomId, change]);

  useRoomSignal((signal) => {
    if (signal === "listening") void refresh();
    else if (signal.type === "room.lottery" && signal.roomId === roomId) change(afterNews(latest.current, signal.lottery));
  });

  const pauseMs = everyMs ?? (state.lottery?.status === "open" && state.lacks.length > 0 ? LACKING_MS : undefined);
  useEffect(() => {
    if (pauseMs === undefined) return;
    const timer = setInterval(() => document.hidden || void refresh(), pauseMs);
    return () => clearInterval(timer);
  }, [refresh, pauseMs]);

  useEffect(() => {
    void refresh();
  }, [refresh]);

  return { state, refresh };
}
