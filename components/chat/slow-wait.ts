import type { ChatEntry } from "./chat-state";

/**
 * When this person may write again in slow mode, in Unix milliseconds of this device: after the own message that passed
 * last since the mode holds, or as the server said when it refused one. 0 when there is nothing to wait for.
 */
export function mayWriteAt(entries: readonly ChatEntry[], slowSeconds: number, sinceMs: number): number {
  if (slowSeconds === 0) return 0;
  for (const entry of entries.toReversed()) {
    if (entry.kind !== "message" || !entry.isMine) continue;
    if (entry.sentAtMs < sinceMs) return 0;
    if (entry.state === "sent") return entry.sentAtMs + slowSeconds * 1_000;
    if (entry.refusal?.reason === "slow") return entry.sentAtMs + entry.refusal.waitSeconds * 1_000;
  }
  return 0;
}
