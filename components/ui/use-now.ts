"use client";

import { useEffect, useState } from "react";

/** The time in milliseconds, renewed every `everyMs`; null on the server and in the first paint, where clocks and zones differ. */
export function useNow(everyMs: number): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
