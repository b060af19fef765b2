import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findMembers, MemberBook } from "@/components/members/member-book";
import type { RoomMember } from "@/lib/members/schema";

const member = (userId: string, role: RoomMember["role"] = null): RoomMember => ({
  userId,
  name: userId.toUpperCase(),
  role,
  level: role && 7,
  badges: role ? ["member"] : [],
});
const ids = (book: MemberBook) => book.list.map(({ userId }) => userId);

describe("who is in a room", () => {
  it("is the server's list, newest first, kept up to date by what the room is told", () => {
    const book = new MemberBook();
    book.replace({ members: [member("c"), member("b"), member("a", "host")], total: 3, ageMs: 0 }, 0);
    book.came(member("d"), 1);
    book.left("b", 2);
    expect(ids(book)).toEqual(["d", "c", "a"]);
    expect(book.total).toBe(3);
  });

  it("holds each person once, who comes again first, with the badge that the server gave", () => {
    const book = new MemberBook();
    book.replace({ members: [member("b"), member("a", "moderator")], total: 2, ageMs: 0 }, 0);
    book.came(member("a"), 1);
    book.came(member("a"), 2);
    expect(book.list).toEqual([member("a", "moderator"), member("b")]);
    expect(book.total).toBe(2);
  });

  it("does not forget who came, and does not bring back who went, when an older list arrives", () => {
    const book = new MemberBook();
    book.came(member("new"), 1_000);
    book.left("gone", 1_100);
    book.replace({ members: [member("gone"), member("a")], total: 2, ageMs: 0 }, 5_000);
    expect(ids(book)).toEqual(["new", "a"]);
    book.replace({ members: [member("a")], total: 1, ageMs: 5_000 }, 12_000); // read when it could not know
    expect(ids(book)).toEqual(["new", "a"]);
    expect(book.settlesAtMs).toBe(11_000);
    book.replace({ members: [member("a")], total: 1, ageMs: 0 }, 11_100); // a list that knows better
    expect(ids(book)).toEqual(["a"]);
    expect(book.settlesAtMs).toBeNull();
  });

  it("counts those whom the list leaves out", () => {
    const book = new MemberBook();
    book.replace({ members: Array.from({ length: 30 }, (_, index) => member(`m${index}`)), total: 4_812, ageMs: 0 }, 0);
    book.came(member("x"), 1);
    book.left("m3", 2);
    expect([book.list.length, book.total]).toEqual([30, 4_812]);
  });

  it("lists a thousand at most, distinct, however ten thousand come and go; and is the same list until something changes", () => {
    const steps = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 3_000 })), { maxLength: 4_000 });
    fc.assert(
      fc.property(steps, (all) => {
        const book = new MemberBook();
        for (const [comes, person] of all) comes ? book.came(member(`p${person}`), 0) : book.left(`p${person}`, 0);
        expect(book.list.length).toBeLessThanOrEqual(1_000);
        expect(new Set(ids(book)).size).toBe(book.list.length);
        expect(book.total).toBeGreaterThanOrEqual(book.list.length);
        expect(book.list).toBe(book.list);
      }),
      { numRuns: 30 },
    );
  });
});

describe("the search in the list", () => {
  it("finds parts of names whatever their case and width", () => {
    const people = ["Ａｎｎ", "ann-marie", "Bob"].map((name) => ({ ...member(name), name }));
    expect(findMembers(people, " ANN ").map(({ name }) => name)).toEqual(["Ａｎｎ", "ann-marie"]);
    expect(findMembers(people, "")).toBe(people);
    expect(findMembers(people, "zed")).toEqual([]);
  });
});
