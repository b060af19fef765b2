import { expect, it } from "vitest";
import { readLines } from "@/lib/levels/lines";

it("lines of what people did are read by person and day, and what is no line of ours is left out", () => {
  const lines = [
    "ann 20000 minute 5",
    "ann 20000 message room_x:17",
    "bob 20000 likes abc123abc123 12",
    "ann 20001 minute 0",
    "ann 20000",
    "ann 20000 minute x",
    "ann 20000 coins 5",
    "ann\u0000 20000 minute 5",
    "ann 99999999999 minute 5",
    "",
  ];
  expect(readLines(lines)).toEqual([
    {
      userId: "ann",
      day: 20_000,
      activities: [
        { kind: "minute", key: 5 },
        { kind: "message", key: "room_x:17" },
      ],
    },
    { userId: "bob", day: 20_000, activities: [{ kind: "likes", key: "abc123abc123", count: 12 }] },
    { userId: "ann", day: 20_001, activities: [{ kind: "minute", key: 0 }] },
  ]);
});
