"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useRoomSignal } from "@/components/chat/use-chat";
import { type RoomSnapshot, roomSnapshot } from "@/lib/rooms/schema";
import { type Banned, renewLease } from "./lease";

const BEAT_MS = 15_000;
/** Everybody hears of a change in the same moment: a crowd reads spread over this, a small room at once. */
const SPREAD_MS = 400;
const SPREAD_MS_PER_VIEWER = 2;

/** What a page knows while it watches a room. */
interface RoomWatch {
  snapshot: RoomSnapshot;
  /** The reader's own level, as the last beat told it; null for visitors. */
  level: number | null;
  /** Whether the reader was refused at the last beat. */
  banned: Banned | null;
  refresh: () => void;
}

/**
 * The room's state while it is watched. It is read again when the chat tells of a change, after a lost connection, when the
 * page comes to the front, and every fifteen seconds; the same beat keeps the viewer counted. `refresh` reads at once.
 */
export function useRoomSnapshot(roomId: string, initial: RoomSnapshot): RoomWatch {
  const [snapshot, setSnapshot] = useState(initial);
  const [level, setLevel] = useState<number | null>(null);
  const [banned, setBanned] = useState<Banned | null>(null);
  const latest = useRef(initial);
  const reading = useRef<Promise<void> | null>(null);
  const isAsked = useRef(false);

  const accept = useCallback((next: RoomSnapshot) => {
    if (next.id !== latest.current.id || next.statusVersion < latest.current.statusVersion) return;
    const { chat } = latest.current;
    latest.current = next.chat.version < chat.version ? { ...next, chat } : next;
    setSnapshot(latest.current);
  }, []);

  const refresh = useCallback(() => {
    isAsked.current = true;
    reading.current ??= (async () => {
      while (isAsked.current) {
        isAsked.current = false; // an ask during the reading leads to one more
        const next = await readSnapshot(roomId);
        if (next) accept(next);
      }
      reading.current = null;
    })();
  }, [roomId, accept]);

  const renew = useCallback(async () => {
    const lease = await renewLease(roomId);
    if (!lease) return;
    setBanned("untilMs" in lease ? lease : null);
    if ("untilMs" in lease) return;
    setLevel(lease.level);
    accept({ ...latest.current, onlineCount: lease.onlineCount });
    if (lease.statusVersion > latest.current.statusVersion) refresh();
  }, [roomId, refresh, accept]);

  const beat = useCallback(() => {
    refresh();
    return renew();
  }, [refresh, renew]);

  const hearNotice = (toRoomId: string | null, notice: RoomSnapshot["notice"]) => {
    if (toRoomId === null || toRoomId === roomId) accept({ ...latest.current, notice });
  };
  useRoomSignal((signal) => {
    if (signal === "listening") return refresh();
    if (signal.type === "site.notice") return hearNotice(signal.roomId, signal.notice);
    if (signal.type === "standing" || signal.type === "room.moderator" || signal.roomId !== roomId) return;
    if (signal.type === "room.online") return accept({ ...latest.current, onlineCount: signal.onlineCount });
    if (signal.type === "room.likes" || signal.type === "hearts") return; // `useRoomLikes` hears of them
    if (signal.type === "room.chat") return accept({ ...latest.current, chat: signal.chat });
    const pauseMs = Math.random() * Math.min(SPREAD_MS, latest.current.onlineCount * SPREAD_MS_PER_VIEWER);
    if (signal.type === "room.restrict") {
      // Accounts that it names hear of it in `useRoomViewer`; who has none, or a new one, asks.
      if (signal.isAboutGuests) setTimeout(renew, pauseMs);
      return;
    }
    const isOld = signal.type === "room.status" && signal.statusVersion <= latest.current.statusVersion;
    if (!isOld) setTimeout(refresh, pauseMs);
  });

  useEffect(() => {
    let timer: ReturnType<typeof setInterval> | undefined;
    const onVisibility = () => {
      clearInterval(timer);
      if (document.hidden) return;
      void beat();
      timer = setInterval(beat, BEAT_MS);
    };
    onVisibility();
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", onVisibility);
    };
  }, [beat]);

  return { snapshot, level, banned, refresh };
}

/** The room's snapshot from the server; null when it cannot be had now, and then the next beat tries again. */
async function readSnapshot(roomId: string): Promise<RoomSnapshot | null> {
  try {
    const response = await fetch(`/api/rooms/${roomId}`, { cache: "no-store", signal: AbortSignal.timeout(8_000) });
    return response.ok ? roomSnapshot.parse(await response.json()) : null;
  } catch {
    return null;
  }
}
