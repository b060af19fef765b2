import { describe, expect, it } from "vitest";
import { emojiTable } from "@/components/chat/emoji-table";
import { keepAbove, MOST_KEPT } from "@/components/chat/keep-above";
import { findPeople, mentionTyped, peopleToMention } from "@/components/chat/mention-search";
import { refusal } from "@/components/chat/refusals";
import { mayWriteAt } from "@/components/chat/slow-wait";
import { isEmojiText } from "@/lib/messages/rules";
import { chatMessage } from "./chat-message";

describe("a name that is typed after an @", () => {
  it("is what stands between it and the caret", () => {
    expect(mentionTyped("hello @An", 9)).toBe("An");
    expect(mentionTyped("@", 1)).toBe("");
    expect(mentionTyped("ねえ@はな", 5)).toBe("はな");
    expect(mentionTyped("＠はな", 3)).toBe("はな");
    expect(mentionTyped("@Ann and", 4)).toBe("Ann");
  });

  it("is none after a space, in an address of mail, or when it is longer than any name", () => {
    for (const text of ["@Ann ", "hello", "me@example", `@${"a".repeat(21)}`]) expect(mentionTyped(text, text.length)).toBeNull();
  });
});

it("people who spoke last are offered first, then who is there, without oneself; a beginning comes before a middle", () => {
  const entries = [
    chatMessage("1", { fromId: "a", name: "Ann" }),
    chatMessage("2", { fromId: "b", name: "Joanna" }),
    chatMessage("3", { fromId: "me", name: "Me" }),
    chatMessage("4", { fromId: "a", name: "Ann" }),
  ];
  const people = peopleToMention(
    entries,
    [
      { id: "c", name: "ANTON" },
      { id: "b", name: "Joanna" },
    ],
    "me",
  );
  expect(people.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  expect(findPeople(people, "ａｎ").map(({ id }) => id)).toEqual(["a", "c", "b"]);
});

describe("the wait of slow mode", () => {
  const mine = (id: string, change = {}) => chatMessage(id, { isMine: true, sentAtMs: 5_000, ...change });

  it("runs from the own message that passed last, whatever others wrote since", () => {
    expect(mayWriteAt([mine("1"), chatMessage("2", { sentAtMs: 9_000 })], 30, 0)).toBe(35_000);
    expect(mayWriteAt([mine("1"), mine("2", { state: "sending", sentAtMs: 9_000 })], 30, 0)).toBe(35_000);
    expect(mayWriteAt([mine("1")], 0, 0)).toBe(0);
    expect(mayWriteAt([chatMessage("2")], 30, 0)).toBe(0);
    expect(mayWriteAt([mine("1")], 30, 6_000)).toBe(0); // written before the mode was set
  });

  it("is what the server said when it refused one", () => {
    const slow = { state: "refused" as const, refusal: refusal("slow", null, 12), sentAtMs: 20_000 };
    expect(mayWriteAt([mine("1"), mine("2", slow)], 30, 0)).toBe(32_000);
  });
});

describe("the lines above a reader who has scrolled up", () => {
  const lines = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => chatMessage(`${from + index}`));

  it("stay when they fall out of the log, and new ones come below", () => {
    const kept = keepAbove(lines(1, 200), lines(51, 250));
    expect([kept.length, kept[0]?.id, kept.at(-1)?.id]).toEqual([250, "1", "250"]);
  });

  it("are bounded, and are given up when nothing of them is left in the log", () => {
    expect(keepAbove(lines(1, 1_000), lines(801, 1_200))).toHaveLength(MOST_KEPT);
    const current = lines(500, 700);
    expect(keepAbove(lines(1, 200), current)).toBe(current);
  });
});

it("every emoji of the picker is one whole emoji, and stands in one group only", () => {
  const all = emojiTable.flatMap(([, emoji]) => emoji);
  for (const one of all) expect([one, isEmojiText(one)]).toEqual([one, true]);
  expect(new Set(all).size).toBe(all.length);
});
