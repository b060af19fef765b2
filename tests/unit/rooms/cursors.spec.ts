import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LONGEST_CURSOR, readCursor, writeCursor } from "@/lib/rooms/cursors";
import { READ_LIST } from "@/lib/rooms/list-script";
import { roomsQuery } from "@/lib/rooms/schema";
import { openEngine } from "../../../emulators/redis/engine";

const secret = "a secret that only the server knows";
const popular = { list: "popular", category: null } as const;
const roomId = fc.stringMatching(/^[0-9a-z]{12}$/);
const score = fc.double({ noNaN: true, noDefaultInfinity: true });

describe("a cursor", () => {
  it("names the place that it was written for, is short, and needs no escape in an address", async () => {
    await fc.assert(
      fc.asyncProperty(score, roomId, async (score, id) => {
        const cursor = await writeCursor({ score, id }, popular, secret);
        expect(cursor).toMatch(/^[\w.-]+$/);
        expect(cursor.length).toBeLessThanOrEqual(LONGEST_CURSOR);
        expect(await readCursor(cursor, popular, secret)).toEqual({ score: score === 0 ? 0 : score, id });
      }),
    );
  });

  it("is refused when anything in it was changed, in another list, and with another secret", async () => {
    const cursor = await writeCursor({ score: 7.25, id: "abcdefghijkl" }, popular, secret);
    for (let at = 0; at < cursor.length; at++) {
      const forged = cursor.slice(0, at) + (cursor[at] === "x" ? "y" : "x") + cursor.slice(at + 1);
      expect([at, await readCursor(forged, popular, secret)]).toEqual([at, null]);
    }
    expect(await readCursor(cursor, { list: "new", category: null }, secret)).toBeNull();
    expect(await readCursor(cursor, { list: "popular", category: "music" }, secret)).toBeNull();
    expect(await readCursor(cursor, popular, "another secret")).toBeNull();
    for (const text of ["", ".", "-1", `${cursor}.`, "x".repeat(10_240)])
      expect(await readCursor(text, popular, secret)).toBeNull();
  });
});

describe("the question for rooms", () => {
  it("takes no unknown category, list or field, and no category where rooms are not listed by it", () => {
    const bad = [{ page: "-1" }, { category: "unknown" }, { list: "all" }, { list: "ended", category: "music" }, { cursor: "" }];
    for (const query of bad) expect([query, roomsQuery.safeParse(query).success]).toEqual([query, false]);
    expect(roomsQuery.parse({ category: "music" })).toEqual({ list: "popular", category: "music" });
  });
});

describe("a list that is read on from a cursor", () => {
  let engine: Awaited<ReturnType<typeof openEngine>>;
  beforeAll(async () => {
    engine = await openEngine();
  });
  afterAll(() => engine.close());

  const call = (...command: string[]) => engine.call(command);
  const read = async (key: string, order: string, size: number, after: [string, string] = ["0", ""]) => {
    const answer = (await call(
      "EVAL",
      READ_LIST,
      "4",
      key,
      "o",
      "c",
      "p",
      "0",
      String(size),
      order,
      "d:",
      ...after,
    )) as unknown[];
    return { docs: answer[1] as string[], last: [String(answer[6]), String(answer[5])] as [string, string] };
  };

  it("shows each room once that stays where it is, whatever comes, goes and moves meanwhile", async () => {
    const rooms = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 5 }), roomId), {
      selector: ([, id]) => id,
      minLength: 1,
      maxLength: 25,
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        rooms,
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom("ZRANGE", "ZREVRANGE"),
        async (all, size, order) => {
          const key = `list${++run}`;
          for (const [score, id] of all) await call("ZADD", key, String(score), id);
          for (const [, id] of all) await call("SET", `d:${id}`, id);
          const seen: string[] = [];
          const moved = new Set<string>();
          let page = await read(key, order, size);
          while (page.docs.length > 0) {
            seen.push(...page.docs);
            // The last room that was seen leaves, and another comes in front.
            await call("ZREM", key, page.last[1]);
            await call("ZADD", key, order === "ZRANGE" ? "-1" : "9", `new${String(moved.size).padStart(9, "0")}`);
            moved.add(page.last[1]);
            page = await read(key, order, size, page.last);
          }
          expect([...seen].sort()).toEqual(all.map(([, id]) => id).sort());
        },
      ),
      { numRuns: 40 },
    );
  });
});
