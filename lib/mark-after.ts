import "server-only";
import { newId } from "./ids";
import { witnessKey } from "./keys";
import { MARK_IF_WITNESSED } from "./mark-script";
import { redis } from "./redis";

/** Longer than any rebuilding takes. */
const WITNESS_SECONDS = 3_600;

/**
 * Does what a mark in Redis stands for, and sets the mark to what it gives; unless Redis was emptied meanwhile, because then
 * part of it is gone. True when the mark was set.
 */
export async function markAfter(mark: string, run: () => Promise<string | number>): Promise<boolean> {
  const witness = witnessKey(mark, newId());
  await redis().set(witness, 1, { ex: WITNESS_SECONDS });
  const value = await run();
  return (await redis().eval<string[], number>(MARK_IF_WITNESSED, [witness, mark], [String(value)])) === 1;
}
