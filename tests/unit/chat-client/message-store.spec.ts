import { expect, test } from "vitest";
import { MessageStore } from "@/components/chat/message-store";
import type { GiftNews } from "@/lib/gifts/schema";
import { chatMessage as message } from "./chat-message";

const ids = (store: MessageStore, groupId = "a") => store.entries(groupId).map((entry) => entry.id);

test("a message that arrives twice is shown once", () => {
  const store = new MessageStore();
  expect(store.receive("a", [message("1"), message("2")])).toBe(true);
  expect(store.receive("a", [message("2"), message("1")])).toBe(false);
  expect(ids(store)).toEqual(["1", "2"]);
});

test("the list is the same object until something changes", () => {
  const store = new MessageStore();
  expect(store.entries("a")).toBe(store.entries("b"));
  store.receive("a", [message("1")]);
  const before = store.entries("a");
  store.receive("a", [message("1")]);
  store.receive("b", [message("1")]);
  expect(store.entries("a")).toBe(before);
  store.receive("a", [message("2")]);
  expect(store.entries("a")).not.toBe(before);
});

test("two hundred messages are kept, the oldest go first", () => {
  const store = new MessageStore();
  store.receive(
    "a",
    Array.from({ length: 230 }, (_, index) => message(`${index}`)),
  );
  expect(store.entries("a")).toHaveLength(200);
  expect(store.entries("a")[0]?.id).toBe("30");
});

test("five rooms are kept, the one used last is forgotten last", () => {
  const store = new MessageStore();
  for (const groupId of ["a", "b", "c", "d", "e"]) store.receive(groupId, [message("1")]);
  store.receive("a", [message("2")]);
  store.receive("f", [message("1")]);
  expect(ids(store, "b")).toEqual([]);
  expect(ids(store, "a")).toEqual(["1", "2"]);
});

test("an own message that timed out and did arrive becomes sent, and stays own", () => {
  const store = new MessageStore();
  store.add("a", message("1", { isMine: true, state: "refused" }));
  store.receive("a", [message("1", { stamp: { v: 1, role: "host" } })]);
  expect(store.entries("a")).toEqual([message("1", { isMine: true, stamp: { v: 1, role: "host" } })]);
});

test("a message keeps its place when the service gives it another id", () => {
  const store = new MessageStore();
  store.add("a", message("draft", { isMine: true, state: "sending" }));
  store.receive("a", [message("2")]);
  store.update("a", "draft", { id: "1", state: "sent" });
  expect(ids(store)).toEqual(["1", "2"]);
  expect(store.receive("a", [message("1")])).toBe(false);
});

test("a removed message does not come back with the history", () => {
  const store = new MessageStore();
  store.receive("a", [message("1")]);
  store.update("a", "1", { state: "removed", text: "" });
  expect(store.receive("a", [message("1")])).toBe(false);
  expect(store.entries("a")[0]).toMatchObject({ state: "removed", text: "" });
});

test("a crowd coming in takes one line, and not again within ten seconds", () => {
  const store = new MessageStore();
  for (const name of ["Ann", "Ben", "Cem"]) store.arrived("a", name, 1_000_000);
  expect(store.entries("a")).toMatchObject([{ kind: "arrivals", name: "Cem", count: 3 }]);
  store.receive("a", [message("1")]);
  expect(store.arrived("a", "Dee", 1_005_000)).toBe(false);
  expect(store.arrived("a", "Eli", 1_011_000)).toBe(true);
  expect(store.entries("a")).toHaveLength(3);
});

test("listeners hear of each message once, and of those that are removed or refused", () => {
  const news: string[] = [];
  const store = new MessageStore((one) => news.push(`${one.kind} ${one.kind === "came" ? one.message.id : one.id}`));
  store.receive("a", [message("1"), message("1")]);
  store.receive("a", [message("1")]);
  store.add("a", message("2", { isMine: true, state: "sending" }));
  store.receive("a", [message("2")]);
  store.add("a", message("3", { isMine: true, state: "refused" }));
  store.update("a", "1", { state: "removed", text: "" });
  store.update("a", "2", { stamp: { v: 1, role: "host" } });
  expect(news).toEqual(["came 1", "came 2", "gone 1"]);
});

const gift = (id: string, atMs: number): GiftNews => ({
  id,
  comboId: `run-${id}`,
  from: { id: "eve", name: "Eve" },
  gift: { id: "balloon", names: { ja: "b", en: "b", zh: "b" }, tier: 1, art: "" },
  count: 2,
  coins: 20,
  atMs,
});

test("gifts of before stand where they belong by their time, and none is counted twice", () => {
  const store = new MessageStore();
  store.receive("a", [message("1", { sentAtMs: 1_000 }), message("2", { sentAtMs: 3_000 })]);
  store.gave("a", [gift("late", 4_000)]);
  expect(store.gaveBefore("a", [gift("early", 2_000), gift("late", 4_000), gift("last", 5_000)])).toBe(true);
  expect(ids(store)).toEqual(["1", "gift-eve-balloon-run-early", "2", "gift-eve-balloon-run-late", "gift-eve-balloon-run-last"]);
  expect(store.entries("a").map((entry) => (entry.kind === "gift" ? entry.count : 0))).toEqual([0, 2, 0, 2, 2]);
  expect(store.gaveBefore("a", [gift("early", 2_000)])).toBe(false);
});

test("what was said before stands above the live messages in the service's order, each once and without news", () => {
  const news: string[] = [];
  const store = new MessageStore((one) => news.push(one.kind));
  store.arrived("a", "Ann", 1_000_000);
  store.receive("a", [message("5"), message("7")]);
  news.length = 0;
  const past = [3, 4, 5, 6].map((place) => message(`kept-${place}`, { random: place, sequence: place, seal: "s" }));
  expect(store.recall("a", past.toReversed())).toBe(true);
  expect(ids(store)).toEqual(["kept-3", "kept-4", "arrivals-1000000", "5", "kept-6", "7"]);
  expect(store.entries("a")[3]).toMatchObject({ id: "5", seal: "s" });
  expect(news).toEqual([]);
  expect(store.receive("a", [message("3"), message("6")])).toBe(false);
});

test("an own message learns its seal and its place from the history, and stays own", () => {
  const store = new MessageStore();
  store.add("a", message("draft-9", { random: 9, sequence: null, isMine: true, state: "sending" }));
  store.recall("a", [message("kept-4", { random: 9, sequence: 4, seal: "s", name: "Bob B." })]);
  expect(store.entries("a")).toMatchObject([
    { id: "draft-9", isMine: true, seal: "s", sequence: 4, name: "Bob B.", state: "sent" },
  ]);
});

test("a removed message is not recalled", () => {
  const store = new MessageStore();
  store.receive("a", [message("1")]);
  store.update("a", "1", { state: "removed", text: "" });
  store.recall("a", [message("kept-1", { random: 1, sequence: 1, text: "back" })]);
  expect(store.entries("a")).toMatchObject([{ id: "1", state: "removed", text: "" }]);
});
