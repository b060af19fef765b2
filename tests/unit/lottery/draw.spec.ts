import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  commitmentOf,
  drawWinners,
  entriesHashOf,
  entryTag,
  exclusions,
  type PromisedTerms,
  readEntries,
  recheckDraw,
} from "@/lib/lottery/draw";

const LOTTERY = "abcdefghijkl";
const METHOD = "hiroba-lottery-2";
const TERMS: PromisedTerms = {
  method: METHOD,
  ...{ lotteryId: LOTTERY, keyword: "灯り", match: "equals", prize: "A cup", winnerCount: 3 },
  ...{ followersOnly: true, giversOnly: false, minLevel: 5, closesAtMs: 1_795_000_000_000 },
};
const sha256 = (data: Buffer | string) => createHash("sha256").update(data).digest("hex");
const seedOf = (index: number) => sha256(`seed ${index}`);
const listOf = (tags: readonly string[], excluded: ReadonlySet<string> = new Set()) =>
  [...tags]
    .sort()
    .map((tag) => `${tag}${excluded.has(tag) ? " lacks" : ""}\n`)
    .join("");
const tagsOf = (count: number) => Array.from({ length: count }, (_, index) => entryTag(LOTTERY, `user${index}`));

/** The method as docs/lottery.md describes it, written a second time with Node's own crypto. */
function drawAsDescribed(seed: string, entries: string, winnerCount: number): string[] {
  const pool = entries.split("\n").filter((line) => line !== "" && !line.includes(" "));
  let counter = 0n;
  const below = (bound: bigint) => {
    for (;;) {
      const text = `hiroba-lottery-2\n${LOTTERY}\n${sha256(entries)}\n${counter++}`;
      const value = BigInt(`0x${createHmac("sha256", Buffer.from(seed, "hex")).update(text).digest("hex").slice(0, 12)}`);
      if (value < (2n ** 48n / bound) * bound) return Number(value % bound);
    }
  };
  for (let place = 0; place < Math.min(winnerCount, pool.length); place++) {
    const chosen = place + below(BigInt(pool.length - place));
    const [one, other] = [pool[place] as string, pool[chosen] as string];
    pool[place] = other;
    pool[chosen] = one;
  }
  return pool.slice(0, winnerCount);
}

describe("the draw", () => {
  it("is what its document describes", () => {
    for (const count of [1, 2, 7, 300]) {
      const entries = listOf(tagsOf(count));
      const seed = seedOf(count);
      const drawn = drawWinners({ method: METHOD, lotteryId: LOTTERY, seed, entries }, 5);
      expect(drawn).toEqual(drawAsDescribed(seed, entries, 5));
      const lines = `hiroba-lottery-2\n${LOTTERY}\n灯り\nequals\nA cup\n3\nfollowers\nall\n5\n1795000000000\n${seed}`;
      expect(commitmentOf(TERMS, seed)).toBe(sha256(lines));
      expect(commitmentOf({ ...TERMS, method: "hiroba-lottery-1" }, seed)).toBe(sha256(Buffer.from(seed, "hex")));
      expect(entriesHashOf(entries)).toBe(sha256(entries));
    }
    expect(entryTag(LOTTERY, "user0")).toBe(sha256(`hiroba-lottery-1\n${LOTTERY}\nuser0`).slice(0, 32));
  });

  it("gives different people, never an excluded one, and everybody when there are fewer people than prizes", () => {
    fc.assert(
      fc.property(
        fc.nat(40),
        fc.nat(40),
        fc.integer({ min: 1, max: 30 }),
        fc.nat(1_000),
        (count, excludedCount, wanted, salt) => {
          const tags = tagsOf(count);
          const excluded = new Set(tags.slice(0, excludedCount));
          const drawn = drawWinners(
            { method: METHOD, lotteryId: LOTTERY, seed: seedOf(salt), entries: listOf(tags, excluded) },
            wanted,
          );
          expect(new Set(drawn).size).toBe(drawn.length);
          expect(drawn.length).toBe(Math.min(wanted, Math.max(0, count - excludedCount)));
          expect(drawn.every((tag) => tags.includes(tag) && !excluded.has(tag))).toBe(true);
        },
      ),
    );
  });

  it("gives everybody the same chance at each place", () => {
    const [people, draws] = [5, 20_000];
    const tags = tagsOf(people).sort();
    const entries = listOf(tags);
    const counts = [0, 1, 2].map(() => new Map(tags.map((tag) => [tag, 0])));
    for (let index = 0; index < draws; index++) {
      const drawn = drawWinners({ method: METHOD, lotteryId: LOTTERY, seed: seedOf(index), entries, entriesHash: "fixed" }, 3);
      for (const [place, tag] of drawn.entries()) counts[place]?.set(tag, (counts[place]?.get(tag) ?? 0) + 1);
    }
    const expected = draws / people;
    for (const ofPlace of counts) {
      const chiSquare = [...ofPlace.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
      expect(chiSquare).toBeLessThan(18.47); // four degrees of freedom, p = 0.001; the seeds are fixed, so is the outcome
    }
  });

  it("depends on the whole list: one more entry changes who wins, so nobody can make an account that must win", () => {
    const tags = tagsOf(1_000);
    const winners = (count: number) =>
      drawWinners({ method: METHOD, lotteryId: LOTTERY, seed: seedOf(1), entries: listOf(tags.slice(0, count)) }, 10);
    expect(winners(999).filter((tag) => winners(1_000).includes(tag)).length).toBeLessThan(5);
  });
});

describe("a list of entries", () => {
  it("is sorted, names each person once, and holds nothing else", () => {
    const [a, b] = tagsOf(2).sort() as [string, string];
    expect(readEntries("")).toEqual([]);
    for (const word of ["x", ...exclusions]) {
      expect(readEntries(`${a}\n${b} ${word}\n`)).toEqual([
        { tag: a, exclusion: null },
        { tag: b, exclusion: word },
      ]);
    }
    for (const wrong of [`${b}\n${a}\n`, `${a}\n${a}\n`, `${a}\n${b}`, `${a}\r\n`, `${a} y\n`, `\n${a}\n`, "Aa\n"]) {
      expect(readEntries(wrong)).toBeNull();
    }
  });
});

describe("a recheck", () => {
  const entries = listOf(tagsOf(50));
  const seed = seedOf(7);
  const proof = {
    ...TERMS,
    commitment: commitmentOf(TERMS, seed),
    seed,
    entries,
    entriesHash: entriesHashOf(entries),
    winners: drawWinners({ method: METHOD, lotteryId: LOTTERY, seed, entries }, 3),
  };

  it("agrees with an honest draw", () => {
    expect(recheckDraw(proof)).toEqual({ commitment: true, entries: true, winners: true });
  });

  it("finds every term that is not the promised one", () => {
    const changes = [
      { keyword: "x" },
      { match: "contains" },
      { prize: "A plate" },
      { followersOnly: false },
      { giversOnly: true },
    ];
    const others = [{ minLevel: 1 }, { closesAtMs: TERMS.closesAtMs + 1_000 }, { lotteryId: "abcdefghijkm" }, { winnerCount: 2 }];
    for (const change of [...changes, ...others]) expect(recheckDraw({ ...proof, ...change }).commitment).toBe(false);
  });

  it("agrees with what was drawn by the first method, which lists no reasons", () => {
    const old = { ...proof, method: "hiroba-lottery-1", entries: listOf(tagsOf(50)).replace("\n", " x\n") } as const;
    const listed = { ...old, entriesHash: sha256(old.entries) };
    const drawn = { ...listed, commitment: sha256(Buffer.from(seed, "hex")), winners: drawWinners(listed, 3) };
    expect(recheckDraw(drawn)).toEqual({ commitment: true, entries: true, winners: true });
  });

  it("finds another seed, a changed list and a changed winner", () => {
    expect(recheckDraw({ ...proof, seed: seedOf(8) }).commitment).toBe(false);
    const without = entries.slice(entries.indexOf("\n") + 1);
    expect(recheckDraw({ ...proof, entries: without }).entries).toBe(false);
    expect(recheckDraw({ ...proof, entries: `${entries}noise\n` })).toMatchObject({ entries: false, winners: false });
    const friend = tagsOf(50).find((tag) => !proof.winners.includes(tag)) as string;
    expect(recheckDraw({ ...proof, winners: [friend, ...proof.winners.slice(1)] }).winners).toBe(false);
    expect(recheckDraw({ ...proof, winners: [...proof.winners].reverse() }).winners).toBe(false);
  });
});
