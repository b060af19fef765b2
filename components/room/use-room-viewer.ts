"use client";

import { useSession } from "next-auth/react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useRoomSignal } from "@/components/chat/use-chat";
import { byOwnClock, withNews } from "@/components/moderation/holds";
import { type RoomViewer, roomViewer } from "@/lib/rooms/schema";
import { rankOf } from "@/lib/users/permissions";

/** Others may take a place among the first givers, and a membership ends by itself. */
const READ_EVERY_MS = 60_000;
/** Who is put out may be let in again soon, by somebody who made a mistake, and hears of nothing meanwhile. */
const READ_OUT_EVERY_MS = 1_000;
const OUT_READS = 60;

/** Who looks at a room: not known yet, somebody without an account, or a user with what the room is to them. */
export type Viewer = { kind: "unknown" | "visitor" } | ({ kind: "user"; userId: string } & RoomViewer);

/**
 * What the room is to the signed-in reader, asked for at first, when the own level moves, when the server says that what the
 * reader may do is another now, when the reader is refused at the door or let in again, and each minute; `change` notes what the reader did.
 */
export function useRoomViewer(
  roomId: string,
  level: number | null,
  isRefused = false,
): { viewer: Viewer; change: (news: Partial<RoomViewer>) => void } {
  const { data: session, status, update } = useSession();
  const userId = session?.user?.id ?? null;
  const [known, setKnown] = useState<{ userId: string; about: RoomViewer } | null>(null);
  const [turn, setTurn] = useState(0);
  const hasListened = useRef(false);

  useRoomSignal((signal) => {
    if (!userId) return;
    if (signal === "listening") {
      // The first time the page has just asked. Who keeps order may have been dismissed meanwhile, and is asked about again.
      const isPlain = !known || ["guest", "user"].includes(rankOf(known.about.standing));
      if (hasListened.current || !isPlain) setTurn((before) => before + 1);
      hasListened.current = true;
    } else if (signal.type === "standing") {
      setTurn((before) => before + 1);
      void update({}); // the session of this browser shows the role too
    } else if (signal.type === "room.restrict" && signal.roomId === roomId && signal.userIds.includes(userId)) {
      setKnown((before) => before && { ...before, about: { ...before.about, holds: withNews(before.about.holds, signal) } });
      setTurn((before) => before + 1);
    }
  });

  const isOut = known?.about.holds.ban != null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new level is one of the things that are read, as a new turn is
  useEffect(() => {
    if (!userId) return;
    const gone = new AbortController();
    const read = () =>
      fetch(`/api/rooms/${roomId}/viewer`, { cache: "no-store", signal: gone.signal })
        .then(async (answer) => {
          if (!answer.ok) return;
          const about = roomViewer.parse(await answer.json());
          setKnown({ userId, about: { ...about, holds: byOwnClock(about.holds, Date.now()) } });
        })
        .catch(() => undefined); // the page stays usable, and asks again
    void read();
    let reads = 0;
    const often = isOut && setInterval(() => document.hidden || ++reads > OUT_READS || void read(), READ_OUT_EVERY_MS);
    const timer = setInterval(() => document.hidden || void read(), READ_EVERY_MS);
    return () => {
      gone.abort();
      if (often) clearInterval(often);
      clearInterval(timer);
    };
  }, [roomId, userId, level, turn, isOut, isRefused]);

  const change = useCallback(
    (news: Partial<RoomViewer>) => setKnown((before) => before && { ...before, about: { ...before.about, ...news } }),
    [],
  );
  if (status === "unauthenticated") return { viewer: { kind: "visitor" }, change };
  if (!userId || known?.userId !== userId) return { viewer: { kind: "unknown" }, change };
  return { viewer: { kind: "user", userId, ...known.about }, change };
}
