"use client";

import { useRouter } from "next/navigation";
import { useSession } from "next-auth/react";
import { useEffect, useEffectEvent, useRef } from "react";
import { type Standing, standing } from "@/lib/users/schema";

/** So that a page that is open shows nothing any more a second after its reader may not see it. Few people have such pages. */
const LOOK_EVERY_MS = 400;
const ANSWER_MS = 8_000;

interface StandingWatchProps {
  /** What the page was made for. */
  known: Standing;
  /** The room that the page is about; null for the site. */
  roomId: string | null;
}

/** On a page that only some may see and that has no chat to hear from: looks whether its reader still is what they were, and reads the page again when not. */
export function StandingWatch({ known, roomId }: StandingWatchProps) {
  const router = useRouter();
  const { update } = useSession();
  const last = useRef(JSON.stringify(standing.parse(known)));

  const look = useEffectEvent(async (gone: AbortSignal) => {
    const query = roomId ? `?roomId=${roomId}` : "";
    const answer = await fetch(`/api/standing${query}`, {
      cache: "no-store",
      signal: AbortSignal.timeout(ANSWER_MS),
    }).catch(() => null);
    if (!answer || (!answer.ok && answer.status !== 401)) return; // nothing is known: the server checks each act all the same
    const now = answer.ok ? JSON.stringify(standing.parse(await answer.json())) : "";
    if (now === last.current || gone.aborted) return;
    last.current = now;
    router.refresh();
    await update({}); // the session of this browser shows the role too
  });

  useEffect(() => {
    const gone = new AbortController();
    let isLooking = false;
    const round = async () => {
      if (isLooking || document.hidden) return;
      isLooking = true;
      await look(gone.signal);
      isLooking = false;
    };
    const timer = setInterval(round, LOOK_EVERY_MS);
    document.addEventListener("visibilitychange", round);
    return () => {
      gone.abort();
      clearInterval(timer);
      document.removeEventListener("visibilitychange", round);
    };
  }, []);

  return null;
}
