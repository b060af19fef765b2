"use client";

import { useCallback, useEffect, useState } from "react";
import { chatConnection } from "@/components/chat/connection";
import { useRoomSignal } from "@/components/chat/use-chat";
import { MEMBERS_CROWD, type RoomMember, roomMembers } from "@/lib/members/schema";
import { MemberBook } from "./member-book";
import { ReadingPlan } from "./reading-plan";

/** Tips may be held back in a crowd, so the list is read again this often while somebody looks at it. */
const READ_EVERY_MS = 30_000;
/** Everybody hears of a new count in the same moment. */
const SPREAD_MS = 1_000;
/** However many come and go, the list is drawn no more often than this. */
const SHOW_EVERY_MS = 500;

export interface MembersView {
  state: "loading" | "ready" | "lost";
  members: readonly RoomMember[];
  total: number;
  read: () => void;
}

/** Somebody of whom only the name is known until the list is read again. */
function newcomer({ userId, name }: { userId: string; name: string }, hostId: string): RoomMember {
  return { userId, name, role: userId === hostId ? "host" : null, level: null, badges: [] };
}

/**
 * Who is in the room, while it is looked at: the list of the server, and who comes and goes as the room is told. No tip tells
 * of somebody whose connection broke, only the count does: the list is read again then, unless there is a crowd.
 */
export function useMembers(roomId: string, hostId: string): MembersView {
  const [book] = useState(() => new MemberBook());
  const [view, setView] = useState<Omit<MembersView, "read">>({ state: "loading", members: [], total: 0 });

  const read = useCallback(async (): Promise<boolean> => {
    const answer = await fetch(`/api/rooms/${roomId}/members`).catch(() => null);
    const list = answer?.ok ? roomMembers.safeParse(await answer.json()).data : undefined;
    if (!list) {
      setView((before) => (before.state === "ready" ? before : { ...before, state: "lost" }));
      return false;
    }
    book.replace(list, Date.now());
    setView({ state: "ready", members: book.list, total: book.total });
    return true;
  }, [roomId, book]);

  const [plan] = useState(() => {
    const made: ReadingPlan = new ReadingPlan(async () => {
      const isRead = (!document.hidden || book.total === 0) && (await read());
      const settlesInMs = (book.settlesAtMs ?? Number.POSITIVE_INFINITY) - Date.now();
      made.wish(isRead && book.total <= MEMBERS_CROWD ? Math.min(READ_EVERY_MS, settlesInMs) : READ_EVERY_MS);
    });
    return made;
  });

  useRoomSignal((signal) => {
    if (signal === "listening") plan.wish(0);
    else if (signal.type === "room.moderator" && book.total <= MEMBERS_CROWD) plan.wish(Math.random() * SPREAD_MS);
    else if (signal.type === "room.online" && book.total <= MEMBERS_CROWD) plan.wish(Math.random() * SPREAD_MS);
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
      else book.came(newcomer(news, hostId), nowMs);
      timer ??= setTimeout(show, SHOW_EVERY_MS);
    });
    return () => {
      deaf();
      clearTimeout(timer);
    };
  }, [book, hostId]);

  useEffect(() => {
    plan.start();
    return () => plan.stop();
  }, [plan]);

  return { ...view, read: () => void read() };
}
