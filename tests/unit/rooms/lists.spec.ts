import { describe, expect, it } from "vitest";
import { allLists, type ListedRoom, listingsOf } from "@/lib/rooms/lists";
import { roomStatuses } from "@/lib/rooms/schema";

const room: ListedRoom = {
  status: "live",
  category: "music",
  statusSinceMs: 300,
  startedAtMs: 200,
  scheduledAtMs: 100,
  createdAtMs: 50,
};

describe("the directory's lists", () => {
  it("hold a live room by its popularity and by its beginning, also within its category", () => {
    expect(listingsOf(room)).toEqual([
      { list: "popular", category: null, score: "popularity" },
      { list: "popular", category: "music", score: "popularity" },
      { list: "new", category: null, score: 200 },
      { list: "new", category: "music", score: 200 },
    ]);
  });

  it("hold every room in at least one list, and in none that cannot be emptied again", () => {
    const known = new Set(allLists().map(({ list, category }) => `${list}:${category}`));
    for (const status of roomStatuses) {
      const listings = listingsOf({ ...room, status });
      expect(listings.length).toBeGreaterThan(0);
      for (const { list, category } of listings) expect(known).toContain(`${list}:${category}`);
    }
  });

  it("put announced rooms before those without a time", () => {
    const [announced] = listingsOf({ ...room, status: "waiting", scheduledAtMs: 4e12 });
    const [unannounced] = listingsOf({ ...room, status: "waiting", scheduledAtMs: null });
    expect(Number(announced?.score)).toBeLessThan(Number(unannounced?.score));
  });
});
