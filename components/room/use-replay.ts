"use client";

import { useEffect, useState } from "react";
import { type RoomReplay, roomReplay } from "@/lib/replays/schema";
import type { RoomSnapshot } from "@/lib/rooms/schema";

/** What a room that is a replay can be seen again by; null while that is not known, or there is nothing. */
export function useReplay({ id, status, statusVersion }: RoomSnapshot): RoomReplay | null {
  const [found, setFound] = useState<{ of: string; replay: RoomReplay } | null>(null);
  const of = `${id}:${statusVersion}`;
  const isReplay = status === "replay";

  useEffect(() => {
    if (!isReplay) return;
    const gone = new AbortController();
    fetch(`/api/rooms/${id}/replay`, { cache: "no-store", signal: gone.signal })
      .then(async (answer) => answer.ok && setFound({ of, replay: roomReplay.parse(await answer.json()) }))
      .catch(() => undefined); // the room says that there is no recording yet
    return () => gone.abort();
  }, [id, of, isReplay]);

  return isReplay && found?.of === of && found.replay.clips.length > 0 ? found.replay : null;
}
