"use client";

import { useCallback, useEffect, useState } from "react";

/** A server that dies may leave a question open for ever; the next one must be asked all the same. */
const ANSWER_MS = 8_000;

/** An answer of one of our own routes, asked for again and again while the page is in sight; `refresh` asks at once. */
export function usePolled<T>(path: string, first: T, everyMs: number): { state: T; isStale: boolean; refresh: () => void } {
  const [state, setState] = useState(first);
  const [isStale, setStale] = useState(false);

  const refresh = useCallback(async () => {
    const answer = await fetch(path, { cache: "no-store", signal: AbortSignal.timeout(ANSWER_MS) }).catch(() => null);
    setStale(!answer?.ok);
    if (answer?.ok) setState(await answer.json());
  }, [path]);

  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout>;
    const turn = async () => {
      if (!document.hidden) await refresh();
      if (!isOver) timer = setTimeout(turn, everyMs);
    };
    timer = setTimeout(turn, everyMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [refresh, everyMs]);

  return { state, isStale, refresh };
}
