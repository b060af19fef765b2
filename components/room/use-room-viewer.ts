"use client";

import { useSession } from "next-auth/react";
import { useCallback, useEffect, useState } from "react";
import { type RoomViewer, roomViewer } from "@/lib/rooms/schema";

/** Who looks at a room: not known yet, somebody without an account, or a user with what the room is to them. */
export type Viewer = { kind: "unknown" | "visitor" } | ({ kind: "user"; userId: string } & RoomViewer);

/** What the room is to the signed-in reader, asked for once; `change` notes what the reader did. */
export function useRoomViewer(roomId: string): { viewer: Viewer; change: (news: Partial<RoomViewer>) => void } {
  const { data: session, status } = useSession();
  const userId = session?.user?.id ?? null;
  const [known, setKnown] = useState<{ userId: string; about: RoomViewer } | null>(null);

  useEffect(() => {
    if (!userId) return;
    const gone = new AbortController();
    fetch(`/api/rooms/${roomId}/viewer`, { cache: "no-store", signal: gone.signal })
      .then(async (answer) => answer.ok && setKnown({ userId, about: roomViewer.parse(await answer.json()) }))
      .catch(() => undefined); // the page stays usable, and asks again when it is opened next
    return () => gone.abort();
  }, [roomId, userId]);

  const change = useCallback(
    (news: Partial<RoomViewer>) => setKnown((before) => before && { ...before, about: { ...before.about, ...news } }),
    [],
  );
  if (status === "unauthenticated") return { viewer: { kind: "visitor" }, change };
  if (!userId || known?.userId !== userId) return { viewer: { kind: "unknown" }, change };
  return { viewer: { kind: "user", userId, ...known.about }, change };
}
