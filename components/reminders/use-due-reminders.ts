"use client";

import { useCallback, useState } from "react";
import { sendJson } from "@/components/site/send-json";
import { useSeldomLook } from "@/components/site/use-seldom-look";
import { nextLookInMs } from "@/lib/reminders/rules";
import { type Reminder, reminders } from "@/lib/reminders/schema";
import { onRemindersChanged } from "./reminder-news";

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

  const receive = (all: Reminder[]) => {
    const open = all.filter(({ isOpen }) => isOpen);
    setDue(open.filter(({ roomId }) => roomId !== roomIdOnScreen));
    if (open.some(({ roomId }) => roomId === roomIdOnScreen)) settle(roomIdOnScreen ?? "");
  };

  useSeldomLook({
    noneKey: "hiroba:reminders:none",
    onChanged: onRemindersChanged,
    read: readReminders,
    take: (all) => {
      if (all) receive(all);
      return { isNone: all?.length === 0, waitMs: all ? nextLookInMs(all, Date.now()) : AFTER_FAILURE_MS };
    },
  });

  return { due: due.filter(({ roomId }) => roomId !== roomIdOnScreen), settle };
}

async function readReminders(): Promise<Reminder[] | null> {
  const answer = await fetch("/api/reminders", { cache: "no-store" }).catch(() => null);
  return answer?.ok ? (reminders.safeParse(await answer.json()).data?.reminders ?? null) : null;
}
