"use client";

import { useEffect, useEffectEvent } from "react";

const NONE_FOR_MS = 300_000;

interface SeldomLook<T> {
  /** Names in the tab's storage that there was nothing to wait for. */
  noneKey: string;
  /** Asks the server; null when it did not answer. */
  read: () => Promise<T | null>;
  /** Takes the answer, and says whether there is nothing to wait for, and after how long to look again; null for not by itself. */
  take: (answer: T | null) => { isNone: boolean; waitMs: number | null };
  /** Tells when something changed on this page; gives how to stop listening. */
  onChanged: (listener: () => void) => () => void;
}

/**
 * Looks for news of the reader on any page, seldom: never while the page is hidden, and for five minutes on no further page
 * of the tab once there was nothing to wait for.
 */
export function useSeldomLook<T>({ noneKey, read, take, onChanged }: SeldomLook<T>): void {
  const ask = useEffectEvent(read);
  const receive = useEffectEvent(take);
  const listen = useEffectEvent(onChanged);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const look = async () => {
      clearTimeout(timer);
      if (document.hidden) return;
      const answer = await ask();
      if (isOver) return;
      const { isNone, waitMs } = receive(answer);
      noteNone(noneKey, isNone);
      if (waitMs !== null) timer = setTimeout(look, waitMs);
    };
    const onVisibility = () => void (document.hidden || knowsNone(noneKey) || look());
    onVisibility();
    document.addEventListener("visibilitychange", onVisibility);
    const deaf = listen(() => void look());
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisibility);
      deaf();
    };
  }, [noneKey]);
}

/** This tab asked a moment ago and there was nothing to wait for: the next pages need not ask. */
function knowsNone(key: string): boolean {
  try {
    return Date.now() - Number(sessionStorage.getItem(key)) < NONE_FOR_MS;
  } catch {
    return false;
  }
}

function noteNone(key: string, isNone: boolean): void {
  try {
    if (isNone) sessionStorage.setItem(key, String(Date.now()));
    else sessionStorage.removeItem(key);
  } catch {
    // storage is off: each page asks once
  }
}
