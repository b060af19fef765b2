import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";

// The one implementation of the draw: the server draws with it, the page and `npm run lottery:verify` recheck with it.
// docs/lottery.md describes it for those who want to write their own.

/** Names the method; another way of drawing gets another name. */
export const DRAW_METHOD = "hiroba-lottery-1";

/** Hex digits of a tag: 128 bits of a digest. */
const TAG_DIGITS = 32;
/** Stands after the tag of an entry that takes no part in the draw. */
const EXCLUDED = " x";
const ENTRY_LINE = new RegExp(`^[0-9a-f]{${TAG_DIGITS}}(?:${EXCLUDED})?$`);

/** What is promised before the draw: the digest of the secret seed (both in hex). */
export function commitmentOf(seed: string): string {
  return bytesToHex(sha256(hexToBytes(seed)));
}

/** The name of a person in one lottery's public list: whoever knows the person's id can find it, nobody can read the id from it. */
export function entryTag(lotteryId: string, userId: string): string {
  return bytesToHex(sha256(utf8ToBytes(`${DRAW_METHOD}\n${lotteryId}\n${userId}`))).slice(0, TAG_DIGITS);
}

/** The digest of a list of entries, in hex. */
export function entriesHashOf(entries: string): string {
  return bytesToHex(sha256(utf8ToBytes(entries)));
}

/** The tags of a list in its order, and whether each takes part; null for a text that is not such a list. */
export function readEntries(entries: string): { tag: string; isExcluded: boolean }[] | null {
  if (entries === "") return [];
  if (!entries.endsWith("\n")) return null;
  const lines = entries.slice(0, -1).split("\n");
  if (!lines.every((line) => ENTRY_LINE.test(line))) return null;
  const read = lines.map((line) => ({ tag: line.slice(0, TAG_DIGITS), isExcluded: line.length > TAG_DIGITS }));
  return read.every(({ tag }, index) => index === 0 || (read[index - 1]?.tag ?? "") < tag) ? read : null;
}

/**
 * Draws the winners' tags, first prize first: `winnerCount` different ones, or all when there are fewer. The same seed, lottery
 * and list always give the same winners, and each entry has the same chance at each place.
 */
export function drawWinners(
  draw: { lotteryId: string; seed: string; entries: string; entriesHash?: string },
  winnerCount: number,
): string[] {
  const all = readEntries(draw.entries);
  if (!all) throw new Error("not a list of entries");
  const pool = all.filter((entry) => !entry.isExcluded).map((entry) => entry.tag);
  const random = randomBelow(draw.seed, draw.lotteryId, draw.entriesHash ?? entriesHashOf(draw.entries));
  const count = Math.min(winnerCount, pool.length);
  for (let place = 0; place < count; place++) {
    const chosen = place + random(pool.length - place);
    [pool[place], pool[chosen]] = [pool[chosen] as string, pool[place] as string];
  }
  return pool.slice(0, count);
}

/** Numbers below a bound that depend on the seed and the whole list. Numbers that would favour some results are thrown away. */
function randomBelow(seed: string, lotteryId: string, entriesHash: string): (bound: number) => number {
  const key = hexToBytes(seed);
  let counter = 0;
  return (bound) => {
    const fair = 2 ** 48 - (2 ** 48 % bound);
    for (;;) {
      const digest = hmac(sha256, key, utf8ToBytes(`${DRAW_METHOD}\n${lotteryId}\n${entriesHash}\n${counter}`));
      counter += 1;
      const value = Number.parseInt(bytesToHex(digest.subarray(0, 6)), 16);
      if (value < fair) return value % bound;
    }
  };
}

/** All that a recheck needs: what was promised before the draw, and what was published after it. */
export interface DrawProof {
  lotteryId: string;
  winnerCount: number;
  commitment: string;
  seed: string;
  entries: string;
  entriesHash: string;
  /** The winners' tags, first prize first. */
  winners: readonly string[];
}

/** What a recheck looks at, in this order. */
export const drawChecks = ["commitment", "entries", "winners"] as const;
export type DrawCheck = (typeof drawChecks)[number];

/** Draws again from what was published, and says for each part whether it agrees. */
export function recheckDraw(proof: DrawProof): Record<DrawCheck, boolean> {
  const entriesHash = entriesHashOf(proof.entries);
  const isList = readEntries(proof.entries) !== null;
  const again = isList ? drawWinners({ ...proof, entriesHash }, proof.winnerCount) : null;
  return {
    commitment: commitmentOf(proof.seed) === proof.commitment,
    entries: isList && entriesHash === proof.entriesHash,
    winners: again?.join() === proof.winners.join(),
  };
}
