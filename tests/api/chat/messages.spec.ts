import type { APIRequestContext } from "@playwright/test";
import { askBefore, newRandom, type Said, tellAfter, textElement } from "../../support/chat-callbacks";
import { expect, test } from "../../support/fixtures";
import { redisCommand } from "../../support/redis";
import { openRoom, roomOf, type TestRoom } from "../../support/rooms";
import type { Runtime } from "../../support/system";
import { newViewer, type Viewer } from "../../support/viewers";

interface World {
  request: APIRequestContext;
  runtime: Runtime;
}

async function enter(runtime: Runtime, role?: string): Promise<Viewer> {
  const viewer = await newViewer(runtime, { role });
  expect((await viewer.http.post("/api/im/usersig", { data: {} })).status()).toBe(200);
  return viewer;
}

const stampOf = async (world: World, room: TestRoom, said: Said) => {
  const answer = await askBefore(world, room, said);
  return { code: answer.ErrorCode, ...JSON.parse(answer.CloudCustomData ?? "{}") };
};

/** Something that somebody has said, as another one names it. */
async function say(world: World, room: TestRoom, person: Viewer, text: string) {
  const random = newRandom();
  const said = { userId: person.id, element: textElement(text), random };
  const stamp = await stampOf(world, room, said);
  const { code: _, ...customData } = stamp;
  return { said: { ...said, customData }, sealed: { fromId: person.id, random, text, sticker: null, seal: stamp.seal } };
}

test("a message carries its sender's name as Hiroba knows it, and calls only people who exist and are named in it", async ({
  request,
  runtime,
}) => {
  const room = await openRoom(runtime);
  const [ann, ben] = [await enter(runtime), await enter(runtime)];
  const element = textElement(`@${ben.name} and @nobody, look`);
  const customData = { v: 1, mentions: [ben.id, ann.id, "nobody"] };
  const stamp = await stampOf({ request, runtime }, room, { userId: ann.id, element, customData });
  expect(stamp).toMatchObject({ code: 0, name: ann.name, mentions: [{ id: ben.id, name: ben.name }] });
});

test("an answer carries what was really said, with the name of who said it, and cut when it is long", async ({
  request,
  runtime,
}) => {
  const room = await openRoom(runtime);
  const [ann, ben] = [await enter(runtime), await enter(runtime)];
  const { sealed } = await say({ request, runtime }, room, ann, "灯り".repeat(60));
  const answer = { userId: ben.id, element: textElement("yes"), customData: { v: 1, quote: sealed } };
  const stamp = await stampOf({ request, runtime }, room, answer);
  expect(stamp.quote).toMatchObject({ fromId: ann.id, random: sealed.random, name: ann.name });
  expect(stamp.quote.text).toBe(`${"灯り".repeat(39)}灯…`);
});

test("a quote of other words, of another person or of another room is refused, and so is one that was taken away", async ({
  request,
  runtime,
}) => {
  const world = { request, runtime };
  const [room, other] = [await openRoom(runtime), await openRoom(runtime)];
  const [ann, ben] = [await enter(runtime), await enter(runtime)];
  const { sealed } = await say(world, room, ann, "I like it");
  const answer = async (quote: object, into = room) =>
    (await askBefore(world, into, { userId: ben.id, element: textElement("yes"), customData: { v: 1, quote } })).ErrorCode;
  expect(await answer(sealed)).toBe(0);
  for (const change of [
    { text: "I hate it" },
    { fromId: ben.id },
    { random: sealed.random + 1 },
    { seal: "" },
    { sticker: "wave" },
  ]) {
    expect(await answer({ ...sealed, ...change })).toBe(10109);
  }
  expect(await answer(sealed, other)).toBe(10109);
  await redisCommand(runtime, "SADD", `room:${room.id}:hidden`, `${ann.id}:${sealed.random}`);
  expect(await answer(sealed)).toBe(10109);
});

test("the history has the newest fifty in the vendor's order, each once, and nothing that was taken away", async ({
  request,
  runtime,
}) => {
  const world = { request, runtime };
  const room = await openRoom(runtime);
  const ann = await enter(runtime);
  const history = async () => {
    const { messages } = await (await request.get(`/api/rooms/${room.id}/history`)).json();
    return messages as { sequence: number; text: string; fromId: string; random: number; customData: string }[];
  };
  const { said } = await say(world, room, ann, "first");
  await tellAfter(world, room, { ...said, sequence: 500 });
  await tellAfter(world, room, { ...said, sequence: 500 }); // Tencent may repeat it
  expect(await history()).toMatchObject([{ sequence: 500, text: "first", fromId: ann.id, random: said.random }]);
  expect(JSON.parse((await history())[0]?.customData ?? "")).toMatchObject({ name: ann.name });

  const later = Array.from({ length: 55 }, (_, index) => ({
    userId: ann.id,
    element: textElement(`n${index}`),
    sequence: 501 + index,
  }));
  await Promise.all(later.toReversed().map((one) => tellAfter(world, room, one)));
  const kept = await history();
  expect(kept.map(({ text }) => text)).toEqual(later.slice(-50).map((_, index) => `n${index + 5}`));

  const [hidden] = kept.slice(10, 11);
  await redisCommand(runtime, "SADD", `room:${room.id}:hidden`, `${ann.id}:${hidden?.random}`);
  expect((await history()).map(({ text }) => text)).not.toContain(hidden?.text);
  const again = { userId: ann.id, element: textElement("back"), random: hidden?.random, sequence: 9_000 };
  await tellAfter(world, room, again); // told late, after it was taken away
  expect((await history()).map(({ text }) => text)).not.toContain("back");
});

test("what a client attached itself is not in the history, even when the service let it through unasked", async ({
  request,
  runtime,
}) => {
  const room = await openRoom(runtime);
  const forged = { v: 1, role: "admin", name: "Staff", seal: "AAAAAAAAAAAAAAAA" };
  const said = { userId: "stranger", element: textElement("trust me"), customData: forged, sequence: 7 };
  await tellAfter({ request, runtime }, room, said);
  const { messages } = await (await request.get(`/api/rooms/${room.id}/history`)).json();
  expect(messages).toMatchObject([{ text: "trust me", customData: "" }]);
});

test("those who keep order pin one message that was really sent, and take it down again", async ({ request, runtime }) => {
  const world = { request, runtime };
  const host = await newViewer(runtime, { role: "host" });
  const room = await openRoom(runtime, { hostId: host.id });
  const [ann, moderator] = [await enter(runtime), await newViewer(runtime, { role: "moderator" })];
  const [one, two] = [await say(world, room, ann, "rules: be kind"), await say(world, room, ann, "second")];
  const pin = async (person: Viewer, message: object | null) =>
    (await person.http.put(`/api/rooms/${room.id}/pin`, { data: { message } })).status();
  const pinned = async () => (await roomOf(request, room.id)).chat.pinned;
  expect(await pin(ann, one.sealed)).toBe(403);
  expect(await pin(host, { ...one.sealed, text: "rules: none" })).toBe(400);
  expect(await pin(host, one.sealed)).toBe(200);
  expect(await pinned()).toMatchObject({ fromId: ann.id, name: ann.name, text: "rules: be kind", byName: host.name });
  const { version } = (await roomOf(request, room.id)).chat;
  expect(await pin(moderator, one.sealed)).toBe(200);
  expect((await host.http.put(`/api/rooms/${room.id}/chat`, { data: {} })).status()).toBe(200);
  expect((await roomOf(request, room.id)).chat.version).toBe(version); // what is so already is told to nobody
  expect(await pin(moderator, two.sealed)).toBe(200);
  expect(await pinned()).toMatchObject({ text: "second", byName: moderator.name });
  expect(await pin(host, null)).toBe(200);
  expect(await pinned()).toBeNull();
});
