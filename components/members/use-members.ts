"use client";

import { useCallback, useEffect, useState } from "react";
import { chatConnection } from "@/components/chat/connection";
import { useRoomSignal } from "@/components/chat/use-chat";
import { type RoomMember, roomMembers } from "@/lib/members/schema";
import { MemberBook } from "./member-book";

/** Tips may be held back in a crowd, so the list is read again this often while somebody looks at it. */
const READ_EVERY_MS = 30_000;
/** However many come and go, the list is drawn no more often than this. */
const SHOW_EVERY_MS = 500;

export interface MembersView {
  state: "loading" | "ready" | "lost";
  members: readonly RoomMember[];
  total: number;
  read: () => void;
}

/** Who is in the room, while it is looked at: the list of the server, and who comes and goes as the room is told. */
export function useMembers(roomId: string, hostId: string): MembersView {
  const [book] = useState(() => new MemberBook());
  const [view, setView] = useState<Omit<MembersView, "read">>({ state: "loading", members: [], total: 0 });

  const read = useCallback(async () => {
    const answer = await fetch(`/api/rooms/${roomId}/members`).catch(() => null);
    const list = answer?.ok ? roomMembers.safeParse(await answer.json()).data : undefined;
    if (!list) return setView((before) => (before.state === "ready" ? before : { ...before, state: "lost" }));
    book.replace(list, Date.now());
    setView({ state: "ready", members: book.list, total: book.total });
  }, [roomId, book]);

  useRoomSignal((signal) => {
    if (signal === "listening") void read();
  });

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      timer = undefined;
      setView((before) => (before.state === "ready" ? { state: "ready", members: book.list, total: book.total } : before));
    };
    const deaf = chatConnection.onMembers((news) => {
      const nowMs = Date.now();
      if (news.kind === "left") for (const userId of news.userIds) book.left(userId, nowMs);
      else book.came({ userId: news.userId, name: news.name, role: news.userId === hostId ? "host" : null }, nowMs);
      timer ??= setTimeout(show, SHOW_EVERY_MS);
    });
    return () => {
      deaf();
      clearTimeout(timer);
    };
  }, [book, hostId]);

  useEffect(() => {
    void read();
    const timer = setInterval(() => document.hidden || void read(), READ_EVERY_MS);
    return () => clearInterval(timer);
  }, [read]);

  return { ...view, read };
}
