"use client";

import { useEffect, useState } from "react";

/** Whole seconds until a moment, counted down while there are any. */
export function useWait(untilMs: number): number {
  const [, tick] = useState(0);
  useEffect(() => {
    if (untilMs <= Date.now()) return;
    const timer = setInterval(() => {
      tick((count) => count + 1);
      if (untilMs <= Date.now()) clearInterval(timer);
    }, 500);
    return () => clearInterval(timer);
  }, [untilMs]);
  return untilMs === 0 ? 0 : Math.max(0, Math.ceil((untilMs - Date.now()) / 1_000));
}
