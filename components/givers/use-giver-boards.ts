"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useRoomSignal } from "@/components/chat/use-chat";
import { type GiverBoards, giverBoards } from "@/lib/givers/schema";

/** The server's boards follow the gifts by two seconds; a crowd does not ask all at once. */
const AFTER_GIFT_MS = 3_000;
const SPREAD_MS = 2_000;
const READ_EVERY_MS = 30_000;

/** A room's leaderboards while they are looked at: read at first, a moment after gifts, and now and then. */
export function useGiverBoards(roomId: string): { boards: GiverBoards | null; isLost: boolean; read: () => void } {
  const [boards, setBoards] = useState<GiverBoards | null>(null);
  const [isLost, setLost] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const read = useCallback(async () => {
    const answer = await fetch(`/api/rooms/${roomId}/givers`).catch(() => null);
    const found = answer?.ok ? giverBoards.safeParse(await answer.json().catch(() => null)).data : undefined;
    if (found) setBoards(found);
    setLost(!found);
  }, [roomId]);

  useRoomSignal((signal) => {
    if (signal === "listening" || signal.type !== "room.gifts" || signal.roomId !== roomId || timer.current) return;
    timer.current = setTimeout(
      () => {
        timer.current = undefined;
        void read();
      },
      AFTER_GIFT_MS + Math.random() * SPREAD_MS,
    );
  });

  useEffect(() => {
    void read();
    const interval = setInterval(() => document.hidden || void read(), READ_EVERY_MS);
    return () => {
      clearInterval(interval);
      clearTimeout(timer.current);
      timer.current = undefined;
    };
  }, [read]);

  return { boards, isLost, read };
}
