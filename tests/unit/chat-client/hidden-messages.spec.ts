import { expect, test } from "vitest";
import { type MessageNews, MessageStore } from "@/components/chat/message-store";
import { chatMessage as message } from "./chat-message";

const ref = ({ fromId, random }: { fromId: string; random: number }) => ({ fromId, random });
const numbered = (sequence: number, change: object = {}) => message(`m${sequence}`, { sequence, random: sequence, ...change });
const ids = (store: MessageStore) => store.entries("a").map((entry) => entry.id);

test("a message that is taken away is gone from the log, and from what flies over the picture; shown again it is in its place", () => {
  const news: MessageNews[] = [];
  const store = new MessageStore((one) => news.push(one));
  const bad = numbered(2);
  store.receive("a", [numbered(1), bad, numbered(3)]);
  expect(store.hide("a", ref(bad))).toBe(true);
  expect(store.hide("a", ref(bad))).toBe(false);
  expect(ids(store)).toEqual(["m1", "m3"]);
  expect(news.at(-1)).toEqual({ kind: "gone", groupId: "a", id: "m2" });
  expect(store.show("a", ref(bad), null)).toBe(true);
  expect(ids(store)).toEqual(["m1", "m2", "m3"]);
});

test("one that comes after it was taken away does not appear, from the service or from the history", () => {
  const store = new MessageStore();
  const bad = numbered(2);
  store.hide("a", ref(bad));
  expect(store.receive("a", [bad])).toBe(false);
  store.recall("a", [numbered(1), bad]);
  expect(ids(store)).toEqual(["m1"]);
  store.show("a", ref(bad), null);
  expect(ids(store)).toEqual(["m1", "m2"]);
});

test("a page that never had it shows it as it is told", () => {
  const store = new MessageStore();
  store.receive("a", [numbered(1), numbered(3)]);
  const told = numbered(2);
  store.hide("a", ref(told));
  store.show("a", ref(told), told);
  expect(ids(store)).toEqual(["m1", "m2", "m3"]);
});

test("its author sees that it was removed, and then that it is there again", () => {
  const store = new MessageStore();
  const own = numbered(2, { isMine: true });
  store.receive("a", [own]);
  store.hide("a", ref(own));
  expect(store.entries("a")).toMatchObject([{ id: "m2", state: "removed" }]);
  store.show("a", ref(own), null);
  expect(store.entries("a")).toMatchObject([{ id: "m2", state: "sent", text: own.text }]);
});

test("an answer to it loses its words until it is shown again", () => {
  const store = new MessageStore();
  const bad = numbered(2);
  const quote = { fromId: bad.fromId, random: bad.random, name: "Ann", text: bad.text, sticker: null };
  store.receive("a", [bad, numbered(3, { quote })]);
  store.hide("a", ref(bad));
  expect(store.entries("a")).toMatchObject([{ id: "m3", quote: null }]);
  store.show("a", ref(bad), null);
  expect(store.entries("a")).toMatchObject([{ id: "m2" }, { id: "m3", quote: { text: bad.text } }]);
});
