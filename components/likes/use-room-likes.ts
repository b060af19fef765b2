"use client";

import { useEffect, useRef, useState } from "react";
import { chatConnection } from "@/components/chat/connection";
import { type RefusalReason, refusalFor } from "@/components/chat/refusals";
import { useRoomSignal } from "@/components/chat/use-chat";
import { randomId } from "@/components/ui/random-id";
import { gatheringMs } from "@/lib/likes/rules";
import type { RoomSnapshot } from "@/lib/rooms/schema";
import { RoomLikes } from "./room-likes";

const FOR_GOOD: ReadonlySet<RefusalReason> = new Set(["closed", "notAllowed", "banned", "muted"]);

/** The likes of the room that is shown: what the snapshot and the chat tell of them, and what this viewer gives. */
export function useRoomLikes(groupId: string, snapshot: RoomSnapshot): RoomLikes {
  const { onlineCount, likeCount, startedAtMs } = snapshot;
  const people = useRef(onlineCount);
  const [likes] = useState(() => {
    const send = async (batch: object) => {
      try {
        await chatConnection.sendCustom(groupId, batch);
        return true;
      } catch (error) {
        if (!FOR_GOOD.has(refusalFor(error).reason)) throw error;
        return false;
      }
    };
    const pause = () => gatheringMs(people.current, Math.random());
    return new RoomLikes({ send, gatheringMs: pause, newBatchId: randomId, nowMs: Date.now }, likeCount);
  });

  useEffect(() => {
    people.current = onlineCount;
  }, [onlineCount]);
  useEffect(() => likes.hear(likeCount, startedAtMs), [likes, likeCount, startedAtMs]);
  useRoomSignal((signal) => {
    if (signal === "listening") return;
    if (signal.type === "room.likes" && signal.roomId === snapshot.id) likes.hearNews(signal.total);
    if (signal.type === "hearts" && signal.roomId === snapshot.id) likes.hearHint(signal.total);
  });

  useEffect(() => {
    const close = likes.open();
    const flush = () => document.hidden && likes.flush();
    document.addEventListener("visibilitychange", flush);
    return () => {
      document.removeEventListener("visibilitychange", flush);
      close();
    };
  }, [likes]);
  return likes;
}
