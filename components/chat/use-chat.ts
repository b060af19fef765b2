"use client";

import { useSession } from "next-auth/react";
import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import type { ChatEndpoint } from "@/lib/im/schema";
import { type ChatSnapshot, EMPTY_CHAT } from "./chat-state";
import { chatConnection, type RoomSignal } from "./connection";

const ON_THE_WAY: ChatSnapshot = { ...EMPTY_CHAT, phase: "connecting" };
const onServer = () => ON_THE_WAY;

/**
 * Holds a room's chat while the component is mounted, as the signed-in person or as a silent reader; not while that person is
 * out, and again when that is over.
 */
export function useChat(groupId: string, endpoint: ChatEndpoint, isOut = false): { chat: ChatSnapshot; name: string } {
  const { data: session, status } = useSession();
  const { sdkAppId, proxyServer, adminUserId, stampKey } = endpoint;
  const userId = session?.user?.id ?? null;

  useEffect(() => {
    if (status !== "loading") chatConnection.setUser(userId);
  }, [status, userId]);
  useEffect(() => {
    if (isOut) return () => chatConnection.resumeHere(); // a login that was ended with the ban is opened again
    return chatConnection.retain(groupId, { sdkAppId, proxyServer, adminUserId, stampKey });
  }, [groupId, sdkAppId, proxyServer, adminUserId, stampKey, isOut]);

  const chat = useSyncExternalStore(chatConnection.subscribe, chatConnection.getSnapshot, onServer);
  const shown = isOut ? EMPTY_CHAT : chat.groupId === groupId ? chat : ON_THE_WAY;
  return { chat: shown, name: session?.user?.name ?? "" };
}

/** Calls back for everything that the held room is told: changes of status, changes of its card, and a connection that came back. */
export function useRoomSignal(onSignal: (signal: RoomSignal) => void): void {
  const listen = useEffectEvent(onSignal);
  useEffect(() => chatConnection.onRoomSignal((signal) => listen(signal)), []);
}
