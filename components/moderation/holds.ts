"use client";

import { useEffect, useState } from "react";
import type { RestrictNews } from "@/lib/restrictions/schema";
import { FREE, type Hold, type Holds } from "@/lib/restrictions/schema";

const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** The same ends by this device's clock, which may be another than the server's. */
export function byOwnClock({ mute, ban }: Holds, nowMs: number): Holds {
  const shifted = (hold: Hold | null) => hold && { ...hold, untilMs: hold.leftMs === null ? null : nowMs + hold.leftMs };
  return { mute: shifted(mute), ban: shifted(ban) };
}

/** What the reader knows of the own standing after a message that names them; the server is asked at once, and has the last word. */
export function withNews(known: Holds = FREE, { kind, untilMs }: Pick<RestrictNews, "kind" | "untilMs">): Holds {
  const hold: Hold | null = untilMs === 0 ? null : { untilMs, leftMs: null, reason: known[kind]?.reason ?? "" };
  return { ...known, [kind]: hold };
}

/** A hold while it lasts; when it ends, what uses it is drawn again without it. */
export function useHold<H extends { untilMs: number | null }>(hold: H | null): H | null {
  const [, drawAgain] = useState(0);
  const untilMs = hold?.untilMs ?? null;
  useEffect(() => {
    if (untilMs === null || untilMs <= Date.now()) return;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      const leftMs = untilMs - Date.now();
      if (leftMs <= 0) return drawAgain((count) => count + 1);
      timer = setTimeout(wait, Math.min(leftMs, LONGEST_TIMER_MS));
    };
    wait();
    return () => clearTimeout(timer);
  }, [untilMs]);
  return hold && (hold.untilMs === null || hold.untilMs > Date.now()) ? hold : null;
}
