"use client";

import { useCallback, useEffect, useEffectEvent, useState } from "react";
import { sendJson } from "@/components/site/send-json";
import { nextLookInMs } from "@/lib/reminders/rules";
import { type Reminder, reminders } from "@/lib/reminders/schema";
import { onRemindersChanged } from "./reminder-news";

const NONE_KEY = "hiroba:reminders:none";
const NONE_FOR_MS = 300_000;
const AFTER_FAILURE_MS = 60_000;

/**
 * The reader's reminders whose rooms have opened, but for the room that is on screen, which needs no notice. Asks seldom: not
 * at all while there is nothing to wait for, often only near a planned time, and never while the page is hidden.
 */
export function useDueReminders(roomIdOnScreen: string | null): { due: Reminder[]; settle: (roomId: string) => void } {
  const [due, setDue] = useState<Reminder[]>([]);

  const settle = useCallback((roomId: string) => {
    setDue((before) => before.filter((one) => one.roomId !== roomId));
    // When it fails, the notice comes back with the next look.
    sendJson("PUT", `/api/rooms/${roomId}/reminder`, { isReminded: false }).catch(() => undefined);
  }, []);

  const receive = useEffectEvent((all: Reminder[]) => {
    const open = all.filter(({ isOpen }) => isOpen);
    setDue(open.filter(({ roomId }) => roomId !== roomIdOnScreen));
    if (open.some(({ roomId }) => roomId === roomIdOnScreen)) settle(roomIdOnScreen ?? "");
  });

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const look = async () => {
      clearTimeout(timer);
      if (document.hidden) return;
      const all = await readReminders();
      if (isOver) return;
      if (all) receive(all);
      noteNone(all?.length === 0);
      const waitMs = all ? nextLookInMs(all, Date.now()) : AFTER_FAILURE_MS;
      if (waitMs !== null) timer = setTimeout(look, waitMs);
    };
    const onVisibility = () => void (document.hidden || knowsNone() || look());
    onVisibility();
    document.addEventListener("visibilitychange", onVisibility);
    const deaf = onRemindersChanged(() => void look());
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisibility);
      deaf();
    };
  }, []);

  return { due: due.filter(({ roomId }) => roomId !== roomIdOnScreen), settle };
}

async function readReminders(): Promise<Reminder[] | null> {
  const answer = await fetch("/api/reminders", { cache: "no-store" }).catch(() => null);
  return answer?.ok ? (reminders.safeParse(await answer.json()).data?.reminders ?? null) : null;
}

/** This tab asked a moment ago and there were none: the next pages need not ask. */
function knowsNone(): boolean {
  try {
    return Date.now() - Number(sessionStorage.getItem(NONE_KEY)) < NONE_FOR_MS;
  } catch {
    return false;
  }
}

function noteNone(isNone: boolean): void {
  try {
    if (isNone) sessionStorage.setItem(NONE_KEY, String(Date.now()));
    else sessionStorage.removeItem(NONE_KEY);
  } catch {
    // storage is off: each page asks once
  }
}
