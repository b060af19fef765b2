import { beforeAll, expect, test } from "vitest";
import { believeStamp } from "@/components/chat/believe-stamp";
import { feed } from "@/components/chat/feed";
import { MessageStore } from "@/components/chat/message-store";
import type { WireMessage } from "@/components/chat/wire-messages";
import { PROOF_ALGORITHM, PROOF_CURVE, signedBytes } from "@/lib/messages/proof";

const said = { v: 1, name: "Bob B.", seal: "abc", mentions: [], quote: null, role: "host", level: 9 };
const content = { groupId: "room_a", fromId: "bob", random: 2, text: "hello", sticker: null };
let keys: CryptoKeyPair;
let stampKey = "";
let data = "";

async function signed(by: CryptoKey): Promise<string> {
  const signature = await crypto.subtle.sign(PROOF_ALGORITHM, by, signedBytes(content, said));
  return JSON.stringify({ ...said, proof: Buffer.from(signature).toString("base64url") });
}

const wire = (change: Partial<WireMessage> = {}): WireMessage => ({
  ID: "144-1-2",
  type: "TIMTextElem",
  to: "room_a",
  from: "bob",
  nick: "Bob",
  time: 1_700_000_000,
  payload: { text: "hello" },
  cloudCustomData: data,
  sequence: 8,
  ...change,
});

beforeAll(async () => {
  keys = await crypto.subtle.generateKey(PROOF_CURVE, true, ["sign", "verify"]);
  const { x, y } = await crypto.subtle.exportKey("jwk", keys.publicKey);
  stampKey = `${x}.${y}`;
  data = await signed(keys.privateKey);
});

test("what the server signed is believed, for this message alone", async () => {
  expect(await believeStamp(wire(), stampKey)).toEqual(wire());
  const others = [{ to: "room_b" }, { from: "eve" }, { ID: "144-1-3" }, { payload: { text: "hallo" } }, { type: "TIMFaceElem" }];
  for (const other of others) expect((await believeStamp(wire(other), stampKey)).cloudCustomData).toBe("");
});

test("what anybody else attached is taken off", async () => {
  const stranger = await crypto.subtle.generateKey(PROOF_CURVE, false, ["sign", "verify"]);
  const { proof } = JSON.parse(data);
  const forged = [
    JSON.stringify(said),
    JSON.stringify({ ...said, role: "admin", proof }),
    JSON.stringify({ ...said, proof: 7 }),
    await signed(stranger.privateKey),
    "not json",
  ];
  for (const cloudCustomData of forged) {
    expect((await believeStamp(wire({ cloudCustomData }), stampKey)).cloudCustomData).toBe("");
  }
  expect((await believeStamp(wire(), null)).cloudCustomData).toBe("");
});

test("messages keep their order while they are checked, and a forged one has the plain name and no badge", async () => {
  const store = new MessageStore();
  let done = () => {};
  const removed = new Promise<void>((resolve) => {
    done = resolve;
  });
  let changes = 0;
  const nothing = () => {};
  const listener = feed(store, {
    reader: () => ({ userId: null, adminUserId: "administrator", stampKey }),
    onEntries: () => ++changes === 3 && done(),
    ...{ onSignal: nothing, onMembers: nothing, onUnknown: nothing },
    ...{ onPutOut: nothing, onKickedOut: nothing, onNetwork: nothing },
  });
  listener.onReceived([wire()]);
  listener.onReceived([wire({ ID: "145-1-3", from: "eve", nick: "Eve", cloudCustomData: JSON.stringify(said) })]);
  listener.onRevoked([wire()]);
  await removed;
  expect(store.entries("room_a")).toMatchObject([
    { name: "Bob B.", stamp: { role: "host" }, state: "removed" },
    { name: "Eve", stamp: null, seal: null, state: "sent" },
  ]);
});
