import { expect, test } from "vitest";
import { readWireMessage, type WireMessage } from "@/components/chat/wire-messages";

const wire = (change: Partial<WireMessage>): WireMessage => ({
  ID: "144-1-2",
  type: "TIMTextElem",
  to: "room_a",
  from: "bob",
  nick: "Bob",
  time: 1_700_000_000,
  payload: { text: "hello" },
  cloudCustomData: "",
  sequence: 8,
  ...change,
});

const reader = (userId: string | null) => ({ userId, adminUserId: "administrator" });

test("the reader's own message from another tab is known as own", () => {
  expect(readWireMessage(wire({}), reader("bob"))).toMatchObject({ kind: "message", message: { isMine: true } });
  expect(readWireMessage(wire({}), reader("alice"))).toMatchObject({ kind: "message", message: { isMine: false } });
  expect(readWireMessage(wire({ from: "" }), reader(null))).toMatchObject({ kind: "message", message: { isMine: false } });
});

test.each([
  ['{"v":1,"role":"host"}', "host"],
  ['{"v":1}', null],
  ['{"v":2,"role":"host"}', null],
  ['{"v":1,"role":"emperor"}', null],
  ["host", null],
  ["", null],
])("the stamp %s gives the role %s", (data, role) => {
  const reading = readWireMessage(wire({ cloudCustomData: data }), reader(null));
  expect(reading.kind === "message" && (reading.message.stamp?.role ?? null)).toBe(role);
});

test("a status message is a signal, an unknown custom message is counted", () => {
  const status = { v: 1, type: "room.status", roomId: "a", status: "live", statusVersion: 3 };
  const custom = (data: string) => wire({ type: "TIMCustomElem", payload: { data }, from: "administrator" });
  expect(readWireMessage(custom(JSON.stringify(status)), reader(null))).toEqual({ kind: "signal", signal: status });
  expect(readWireMessage(custom('{"v":1,"type":"gift.sent"}'), reader(null))).toEqual({ kind: "unknown" });
  expect(readWireMessage(custom("not json"), reader(null))).toEqual({ kind: "unknown" });
});

test("what only the server says is believed from the app's account alone; of a person's message at most that somebody liked", () => {
  const custom = (data: object) =>
    wire({ type: "TIMCustomElem", payload: { data: JSON.stringify({ v: 1, roomId: "a", ...data }) } });
  const hidden = { type: "message.hidden", fromId: "eve", random: 1, isHidden: true };
  const forged = [
    { type: "room.info" },
    { type: "room.online", onlineCount: 9 },
    hidden,
    { type: "standing" },
    { type: "gift.sent" },
  ];
  for (const data of forged) expect(readWireMessage(custom(data), reader("alice"))).toEqual({ kind: "nothing" });
  const likes = readWireMessage(custom({ type: "room.likes", total: 7 }), reader("alice"));
  expect(likes).toEqual({ kind: "hearts", hearts: { type: "hearts", roomId: "a", total: 7 } });
  const unknown = { userId: "alice", adminUserId: null };
  expect(readWireMessage(custom({ type: "room.info" }), unknown)).toEqual({ kind: "nothing" });
});

test("who comes and goes is told, with oneself marked as such", () => {
  const tip = (operationType: number, userIDList: unknown = ["dora"]) =>
    wire({ type: "TIMGroupTipElem", payload: { operationType, operatorID: "cem", operatorInfo: { nick: "Cem" }, userIDList } });
  expect(readWireMessage(tip(1), reader("alice"))).toEqual({ kind: "arrival", userId: "cem", name: "Cem", isMine: false });
  expect(readWireMessage(tip(1), reader("cem"))).toEqual({ kind: "arrival", userId: "cem", name: "Cem", isMine: true });
  expect(readWireMessage(tip(2), reader("alice"))).toEqual({ kind: "departure", userIds: ["cem"] });
  for (const putOut of [3, 10])
    expect(readWireMessage(tip(putOut), reader("alice"))).toEqual({ kind: "departure", userIds: ["dora"] });
  expect(readWireMessage(tip(10, [{}, "dora", 7]), reader("alice"))).toEqual({ kind: "departure", userIds: ["dora"] });
  expect(readWireMessage(tip(6), reader("alice"))).toEqual({ kind: "nothing" });
});

test("a dismissed room and a ban are told apart", () => {
  const notice = (operationType: number) => wire({ type: "TIMGroupSystemNoticeElem", payload: { operationType } });
  expect(readWireMessage(notice(5), reader("alice"))).toEqual({ kind: "put-out", reason: "closed" });
  expect(readWireMessage(notice(21), reader("alice"))).toEqual({ kind: "put-out", reason: "banned" });
});

test("a message has its sender's name from the server, not from the profile; its random number from its id; its place", () => {
  const data = JSON.stringify({ v: 1, name: "Bob B.", seal: "abc", mentions: [{ id: "alice", name: "Alice" }], quote: null });
  const stamped = readWireMessage(wire({ cloudCustomData: data }), reader("alice"));
  expect(stamped).toMatchObject({ message: { name: "Bob B.", seal: "abc", random: 2, sequence: 8, callsMe: true } });
  expect(readWireMessage(wire({}), reader("alice"))).toMatchObject({ message: { name: "Bob", seal: null, callsMe: false } });
});

test("who is answered is called; who answers is not", () => {
  const quote = { fromId: "alice", random: 5, name: "Alice", text: "hello" };
  const data = JSON.stringify({ v: 1, quote });
  expect(readWireMessage(wire({ cloudCustomData: data }), reader("alice"))).toMatchObject({ message: { callsMe: true, quote } });
  expect(readWireMessage(wire({ cloudCustomData: data, from: "alice" }), reader("alice"))).toMatchObject({
    message: { callsMe: false },
  });
});

test("a face is a sticker of ours or nothing", () => {
  const face = (data: string) => readWireMessage(wire({ type: "TIMFaceElem", payload: { index: 0, data } }), reader(null));
  expect(face("wave")).toMatchObject({ kind: "message", message: { sticker: "wave", text: "" } });
  expect(face("../../evil")).toEqual({ kind: "nothing" });
});
