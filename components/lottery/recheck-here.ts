import { type DrawCheck, type ListedEntry, readEntries, recheckDraw } from "@/lib/lottery/draw";
import { lotteryProof } from "@/lib/lottery/schema";
import { seenPromise } from "./seen-promises";

/** What a recheck found. */
export interface Recheck {
  checks: Record<DrawCheck, boolean>;
  /** Whether this browser saw the same promise before the draw; null when it saw none. */
  seen: boolean | null;
  entries: readonly ListedEntry[];
  tookMs: number;
}

/** Fetches a lottery's proof and draws again, here. Null when it cannot be had. */
export async function recheckHere(lotteryId: string): Promise<Recheck | null> {
  try {
    const response = await fetch(`/api/lotteries/${lotteryId}/proof`, { cache: "no-store" });
    if (!response.ok) return null;
    const proof = lotteryProof.parse(await response.json());
    const startedMs = performance.now();
    const checks = recheckDraw({ ...proof, lotteryId }); // for this lottery, whatever the answer says it is about
    const promise = seenPromise(lotteryId);
    return {
      checks,
      seen: promise === null ? null : promise === proof.commitment,
      entries: readEntries(proof.entries) ?? [],
      tookMs: Math.round(performance.now() - startedMs),
    };
  } catch {
    return null;
  }
}
