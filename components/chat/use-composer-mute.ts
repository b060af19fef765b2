"use client";

import { useHold } from "@/components/moderation/holds";
import type { Holds } from "@/lib/restrictions/schema";
import type { RoomChat } from "@/lib/room-chat/schema";
import type { ComposerMute } from "./mute-line";

/** Who may not write now: the reader alone, or the room; null when nobody is held back. It changes by itself when one ends. */
export function useComposerMute(holds: Holds, { mute }: RoomChat, isFree: boolean): ComposerMute | null {
  const own = useHold(holds.mute);
  const room = useHold(mute);
  if (own) return { who: "reader", untilMs: own.untilMs, reason: own.reason };
  return room && { who: isFree ? "others" : "room", untilMs: room.untilMs, reason: "" };
}
