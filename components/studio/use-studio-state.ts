"use client";

import { useCallback, useEffect, useState } from "react";
import type { StudioState } from "@/lib/rooms/schema";

const POLL_EVERY_MS = 2_000;
/** A server that dies may leave a question open for ever; the next one must be asked all the same. */
const ANSWER_MS = 8_000;

/** The moving part of a studio, asked for every two seconds while the page is in sight; `refresh` asks at once. */
export function useStudioState(
  roomId: string,
  first: StudioState,
): { state: StudioState; isStale: boolean; refresh: () => void } {
  const [state, setState] = useState(first);
  const [isStale, setStale] = useState(false);

  const refresh = useCallback(async () => {
    const answer = await fetch(`/api/rooms/${roomId}/studio`, {
      cache: "no-store",
      signal: AbortSignal.timeout(ANSWER_MS),
    }).catch(() => null);
    setStale(!answer?.ok);
    if (answer?.ok) setState(await answer.json());
  }, [roomId]);

  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout>;
    const turn = async () => {
      if (!document.hidden) await refresh();
      if (!isOver) timer = setTimeout(turn, POLL_EVERY_MS);
    };
    timer = setTimeout(turn, POLL_EVERY_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [refresh]);

  return { state, isStale, refresh };
}
