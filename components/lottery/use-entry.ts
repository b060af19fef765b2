"use client";

import { useEffect, useRef, useState } from "react";
import type { ChatEntry, ChatMessage } from "@/components/chat/chat-state";
import { matchesKeyword } from "@/lib/lottery/rules";
import type { LotteryState } from "./lottery-state";

/** When the server is asked whether it has the entry, after the message was sent: the callback comes a moment later. */
const ASK_AFTER_MS = [250, 500, 1_000, 2_000, 4_000];

/** none: nothing sent yet. checking: sent, and the server is being asked. missing: sent, and the server does not have it. */
export type EntryPhase = "none" | "checking" | "missing";

/**
 * Watches the own messages for the keyword and asks the server until it has the entry: only the server's word makes a viewer
 * "entered". `begin` says that a keyword is about to be sent.
 */
export function useEntry(
  entries: readonly ChatEntry[],
  state: LotteryState,
  refresh: () => Promise<LotteryState>,
): { phase: EntryPhase; begin: () => void } {
  const [phase, setPhase] = useState<EntryPhase>("none");
  const handled = useRef<string | undefined>(undefined);
  const { lottery } = state;
  const lotteryId = lottery?.id;
  const message = lottery?.status === "open" ? lastOwnKeyword(entries, lottery) : undefined;
  const { id, state: delivery } = message ?? {};

  // biome-ignore lint/correctness/useExhaustiveDependencies: another lottery begins anew, and what was said before it does not enter
  useEffect(() => {
    handled.current = id;
    setPhase("none");
  }, [lotteryId]);

  useEffect(() => {
    if (id === handled.current) return;
    if (delivery === "refused") setPhase("none"); // the row in the chat says why
    if (delivery !== "sent") return;
    handled.current = id;
    let isLeft = false;
    setPhase("checking");
    void (async () => {
      for (const ms of ASK_AFTER_MS) {
        await new Promise((resolve) => setTimeout(resolve, ms));
        if (isLeft || (await refresh()).isEntered) return;
      }
      if (!isLeft) setPhase("missing");
    })();
    return () => {
      isLeft = true;
    };
  }, [id, delivery, refresh]);

  return { phase, begin: () => setPhase("checking") };
}

function lastOwnKeyword(entries: readonly ChatEntry[], lottery: NonNullable<LotteryState["lottery"]>): ChatMessage | undefined {
  for (let index = entries.length - 1; index >= 0; index--) {
    const entry = entries[index];
    if (entry?.kind === "message" && entry.isMine && matchesKeyword(entry.text, lottery)) return entry;
  }
  return undefined;
}
