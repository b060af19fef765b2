import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";

// The one implementation of the draw: the server draws with it, the page and `npm run lottery:verify` recheck with it.
// docs/lottery.md describes it for those who want to write their own.

/** Names the methods, oldest first; lotteries are opened with the last. What was drawn with another one is rechecked with that. */
export const drawMethods = ["hiroba-lottery-1", "hiroba-lottery-2"] as const;
export type DrawMethod = (typeof drawMethods)[number];
export const DRAW_METHOD = "hiroba-lottery-2" satisfies DrawMethod;

/** Why an entry takes no part: one word in the list. `x` is what the first method has for all of them. */
export const exclusions = ["gone", "host", "staff", "moderator", "restricted", "lacks"] as const;
export type Exclusion = (typeof exclusions)[number];
export type ExclusionWord = Exclusion | "x";

/** Hex digits of a tag: 128 bits of a digest. */
const TAG_DIGITS = 32;
/** Stands before a person's id in the text whose digest is the tag; the same in both methods. */
const TAG_HEAD = "hiroba-lottery-1";
const ENTRY_LINE = new RegExp(`^([0-9a-f]{${TAG_DIGITS}})(?: (x|${exclusions.join("|")}))?$`);

/** The terms of a lottery that its promise covers. */
export interface PromisedTerms {
  method: DrawMethod;
  lotteryId: string;
  keyword: string;
  match: string;
  prize: string;
  winnerCount: number;
  followersOnly: boolean;
  giversOnly: boolean;
  minLevel: number;
  closesAtMs: number;
}

/** What is promised before the draw: a digest of the secret seed and, since the second method, of all that the draw depends on. */
export function commitmentOf(terms: PromisedTerms, seed: string): string {
  if (terms.method === "hiroba-lottery-1") return bytesToHex(sha256(hexToBytes(seed)));
  const { method, lotteryId, keyword, match, prize, winnerCount, followersOnly, giversOnly, minLevel, closesAtMs } = terms;
  const who = [followersOnly ? "followers" : "all", giversOnly ? "givers" : "all", minLevel];
  return bytesToHex(
    sha256(utf8ToBytes([method, lotteryId, keyword, match, prize, winnerCount, ...who, closesAtMs, seed].join("\n"))),
  );
}

/** The name of a person in one lottery's public list: whoever knows the person's id can find it, nobody can read the id from it. */
export function entryTag(lotteryId: string, userId: string): string {
  return bytesToHex(sha256(utf8ToBytes(`${TAG_HEAD}\n${lotteryId}\n${userId}`))).slice(0, TAG_DIGITS);
}

/** The digest of a list of entries, in hex. */
export function entriesHashOf(entries: string): string {
  return bytesToHex(sha256(utf8ToBytes(entries)));
}

/** One line of a list: who, and why that one takes no part; null for those who do. */
export interface ListedEntry {
  tag: string;
  exclusion: ExclusionWord | null;
}

/** The entries of a list in its order; null for a text that is not such a list. */
export function readEntries(entries: string): ListedEntry[] | null {
  if (entries === "") return [];
  if (!entries.endsWith("\n")) return null;
  const lines = entries.slice(0, -1).split("\n");
  const read: ListedEntry[] = [];
  for (const line of lines) {
    const [, tag, word = null] = ENTRY_LINE.exec(line) ?? [];
    if (tag === undefined) return null;
    read.push({ tag, exclusion: word as ExclusionWord | null });
  }
  return read.every(({ tag }, index) => index === 0 || (read[index - 1]?.tag ?? "") < tag) ? read : null;
}

/**
 * Draws the winners' tags, first prize first: `winnerCount` different ones, or all when there are fewer. The same seed, lottery
 * and list always give the same winners, and each entry has the same chance at each place.
 */
export function drawWinners(
  draw: { method: DrawMethod; lotteryId: string; seed: string; entries: string; entriesHash?: string },
  winnerCount: number,
): string[] {
  const all = readEntries(draw.entries);
  if (!all) throw new Error("not a list of entries");
  const pool = all.filter((entry) => entry.exclusion === null).map((entry) => entry.tag);
  const random = randomBelow(draw, draw.entriesHash ?? entriesHashOf(draw.entries));
  const count = Math.min(winnerCount, pool.length);
  for (let place = 0; place < count; place++) {
    const chosen = place + random(pool.length - place);
    [pool[place], pool[chosen]] = [pool[chosen] as string, pool[place] as string];
  }
  return pool.slice(0, count);
}

/** Numbers below a bound that depend on the seed and the whole list. Numbers that would favour some results are thrown away. */
function randomBelow(
  { method, lotteryId, seed }: { method: DrawMethod; lotteryId: string; seed: string },
  entriesHash: string,
): (bound: number) => number {
  const key = hexToBytes(seed);
  let counter = 0;
  return (bound) => {
    const fair = 2 ** 48 - (2 ** 48 % bound);
    for (;;) {
      const digest = hmac(sha256, key, utf8ToBytes(`${method}\n${lotteryId}\n${entriesHash}\n${counter}`));
      counter += 1;
      const value = Number.parseInt(bytesToHex(digest.subarray(0, 6)), 16);
      if (value < fair) return value % bound;
    }
  };
}

/** All that a recheck needs: what was promised before the draw, and what was published after it. */
export interface DrawProof extends PromisedTerms {
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
    commitment: commitmentOf(proof, proof.seed) === proof.commitment,
    entries: isList && entriesHash === proof.entriesHash,
    winners: again?.join() === proof.winners.join(),
  };
}
