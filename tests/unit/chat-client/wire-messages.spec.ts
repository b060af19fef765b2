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

test("the reader's own message from another tab is known as own", () => {
  expect(readWireMessage(wire({}), "bob")).toMatchObject({ kind: "message", message: { isMine: true } });
  expect(readWireMessage(wire({}), "alice")).toMatchObject({ kind: "message", message: { isMine: false } });
  expect(readWireMessage(wire({ from: "" }), null)).toMatchObject({ kind: "message", message: { isMine: false } });
});

test.each([
  ['{"v":1,"role":"host"}', "host"],
  ['{"v":1}', null],
  ['{"v":2,"role":"host"}', null],
  ['{"v":1,"role":"emperor"}', null],
  ["host", null],
  ["", null],
])("the stamp %s gives the role %s", (data, role) => {
  const reading = readWireMessage(wire({ cloudCustomData: data }), null);
  expect(reading.kind === "message" && (reading.message.stamp?.role ?? null)).toBe(role);
});

test("a status message is a signal, an unknown custom message is counted", () => {
  const status = { v: 1, type: "room.status", roomId: "a", status: "live", statusVersion: 3 };
  const custom = (data: string) => wire({ type: "TIMCustomElem", payload: { data } });
  expect(readWireMessage(custom(JSON.stringify(status)), null)).toEqual({ kind: "signal", signal: status });
  expect(readWireMessage(custom('{"v":1,"type":"gift.sent"}'), null)).toEqual({ kind: "unknown" });
  expect(readWireMessage(custom("not json"), null)).toEqual({ kind: "unknown" });
});

test("who comes and goes is told, with oneself marked as such", () => {
  const tip = (operationType: number, userIDList: unknown = ["dora"]) =>
    wire({ type: "TIMGroupTipElem", payload: { operationType, operatorID: "cem", operatorInfo: { nick: "Cem" }, userIDList } });
  expect(readWireMessage(tip(1), "alice")).toEqual({ kind: "arrival", userId: "cem", name: "Cem", isMine: false });
  expect(readWireMessage(tip(1), "cem")).toEqual({ kind: "arrival", userId: "cem", name: "Cem", isMine: true });
  expect(readWireMessage(tip(2), "alice")).toEqual({ kind: "departure", userIds: ["cem"] });
  for (const putOut of [3, 10]) expect(readWireMessage(tip(putOut), "alice")).toEqual({ kind: "departure", userIds: ["dora"] });
  expect(readWireMessage(tip(10, [{}, "dora", 7]), "alice")).toEqual({ kind: "departure", userIds: ["dora"] });
  expect(readWireMessage(tip(6), "alice")).toEqual({ kind: "nothing" });
});

test("a dismissed room and a ban are told apart", () => {
  const notice = (operationType: number) => wire({ type: "TIMGroupSystemNoticeElem", payload: { operationType } });
  expect(readWireMessage(notice(5), "alice")).toEqual({ kind: "put-out", reason: "closed" });
  expect(readWireMessage(notice(21), "alice")).toEqual({ kind: "put-out", reason: "banned" });
});

test("a message has its sender's name from the server, not from the profile; its random number from its id; its place", () => {
  const data = JSON.stringify({ v: 1, name: "Bob B.", seal: "abc", mentions: [{ id: "alice", name: "Alice" }], quote: null });
  const stamped = readWireMessage(wire({ cloudCustomData: data }), "alice");
  expect(stamped).toMatchObject({ message: { name: "Bob B.", seal: "abc", random: 2, sequence: 8, callsMe: true } });
  expect(readWireMessage(wire({}), "alice")).toMatchObject({ message: { name: "Bob", seal: null, callsMe: false } });
});

test("who is answered is called; who answers is not", () => {
  const quote = { fromId: "alice", random: 5, name: "Alice", text: "hello" };
  const data = JSON.stringify({ v: 1, quote });
  expect(readWireMessage(wire({ cloudCustomData: data }), "alice")).toMatchObject({ message: { callsMe: true, quote } });
  expect(readWireMessage(wire({ cloudCustomData: data, from: "alice" }), "alice")).toMatchObject({ message: { callsMe: false } });
});

test("a face is a sticker of ours or nothing", () => {
  const face = (data: string) => readWireMessage(wire({ type: "TIMFaceElem", payload: { index: 0, data } }), null);
  expect(face("wave")).toMatchObject({ kind: "message", message: { sticker: "wave", text: "" } });
  expect(face("../../evil")).toEqual({ kind: "nothing" });
});
