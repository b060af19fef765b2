import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { expiredTagsKey, expiryKey } from "@/lib/keys";

const TagExpiries = createRequire(import.meta.url)("../../../tag-expiries.cjs");

type Answer = [version: string, first: string, tags: string[]];

/** What instance "me" hears; `tell` sets what Redis answers from now on. */
function listener() {
  const heard: string[] = [];
  const asked: string[] = [];
  let answer: () => Answer = () => ["0", "0", []];
  const expiries = new TagExpiries({
    own: "me",
    expire: (tag: string) => heard.push(tag),
    expireAll: () => heard.push("ALL"),
    read: async (version: string) => {
      asked.push(version);
      return answer();
    },
  });
  const look = async () => {
    await vi.advanceTimersByTimeAsync(300);
    await expiries.settle();
  };
  return { expiries, heard, asked, look, tell: (next: () => Answer) => (answer = next) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("expires what others did, once, and not again what this instance did itself", async () => {
  const { heard, asked, look, tell } = listener();
  tell(() => ["50", "10", ["other room:z"]]);
  await look(); // before the first look nothing was kept
  tell(() => ["52", "10", ["other room:a", "me room:b"]]);
  await look();
  tell(() => ["52", "10", []]);
  await look();
  expect(heard).toEqual(["room:a"]);
  expect(asked).toEqual(["0", "50", "52"]);
});

it("asks Redis once for a thousand readings, and not again within an eighth of a second", async () => {
  const { expiries, asked, look } = listener();
  await look();
  for (let reading = 0; reading < 1_000; reading++) expect(expiries.settle()).toBeNull();
  await vi.advanceTimersByTimeAsync(100);
  expect(expiries.settle()).toBeNull();
  expect(asked).toHaveLength(1);
});

it("a reading that comes when what is known is old waits, many of them for one question", async () => {
  const { expiries, asked, look } = listener();
  await look();
  await vi.advanceTimersByTimeAsync(251);
  await Promise.all(Array.from({ length: 100 }, () => expiries.settle()));
  expect(asked).toHaveLength(2);
});

it.each([
  ["an emptied Redis in which nothing was expired since", 0, () => ["0", "0", []]],
  ["an emptied Redis in which something was expired since", 0, () => ["70", "69", ["other room:c"]]],
  ["a silence longer than Redis remembers", 61_000, () => ["70", "10", ["other room:c"]]],
] as [string, number, () => Answer][])("after %s everything is expired", async (_name, silenceMs, answer) => {
  const { heard, look, tell } = listener();
  tell(() => ["50", "10", []]);
  await look();
  await vi.advanceTimersByTimeAsync(silenceMs);
  tell(answer);
  await look();
  expect(heard).toEqual(["ALL"]);
});

it("pages are answered without waiting while Redis is away, and what was expired meanwhile is heard afterwards", async () => {
  const { expiries, heard, look, tell } = listener();
  tell(() => ["50", "10", []]);
  await look();
  tell(() => {
    throw new Error("away");
  });
  await look();
  await vi.advanceTimersByTimeAsync(1_500);
  expect(expiries.settle()).toBeNull();
  tell(() => ["51", "10", ["other room:d"]]);
  await vi.advanceTimersByTimeAsync(1_000);
  await look();
  expect(heard).toEqual(["room:d"]);
});

it("reads the keys that are written: plain CommonJS cannot import them", () => {
  const source = readFileSync("tag-expiries.cjs", "utf8");
  for (const key of [expiryKey, expiredTagsKey]) expect(source).toContain(`"${key}"`);
});
