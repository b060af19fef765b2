import type { APIRequestContext } from "@playwright/test";
import { askBefore, newRandom, stickerElement, textElement } from "../../support/chat-callbacks";
import { expect, test } from "../../support/fixtures";
import { redisCommand } from "../../support/redis";
import { callIm, openRoom, roomOf, type TestRoom } from "../../support/rooms";
import type { Runtime } from "../../support/system";
import { newViewer, type Viewer } from "../../support/viewers";

const setModes = (person: Viewer, room: TestRoom, data: object) => person.http.put(`/api/rooms/${room.id}/chat`, { data });

/** A host with a room, and somebody whose role, name and follows the chat knows, as after a UserSig. */
async function stage(runtime: Runtime): Promise<{ host: Viewer; room: TestRoom; ann: Viewer }> {
  const host = await newViewer(runtime, { role: "host" });
  return { host, room: await openRoom(runtime, { hostId: host.id }), ann: await enter(runtime) };
}

async function enter(runtime: Runtime, role?: string): Promise<Viewer> {
  const viewer = await newViewer(runtime, { role });
  expect((await viewer.http.post("/api/im/usersig", { data: {} })).status()).toBe(200);
  return viewer;
}

function speaker(world: { request: APIRequestContext; runtime: Runtime }, room: TestRoom) {
  return async (person: Viewer, text = "hello", random = newRandom()) => {
    const { ErrorCode, ErrorInfo } = await askBefore(world, room, { userId: person.id, element: textElement(text), random });
    return ErrorCode === 0 ? "passes" : `${ErrorCode} ${ErrorInfo}`;
  };
}

test("only the host and those who keep order set the modes; values that nobody offers are refused", async ({ runtime }) => {
  const { host, room, ann } = await stage(runtime);
  const moderator = await newViewer(runtime, { role: "moderator" });
  const otherHost = await newViewer(runtime, { role: "host" });
  expect((await setModes(ann, room, { emojiOnly: true })).status()).toBe(403);
  expect((await setModes(otherHost, room, { emojiOnly: true })).status()).toBe(403);
  expect((await setModes(host, room, { emojiOnly: true })).status()).toBe(200);
  const chat = await (await setModes(moderator, room, { slowSeconds: 30 })).json();
  expect(chat).toMatchObject({
    version: 2,
    modes: { slowSeconds: 30, emojiOnly: true, membersOnly: false, followedMinutes: null },
  });
  for (const wrong of [{ slowSeconds: 7 }, { slowSeconds: -5 }, { slowSeconds: "30" }, { followedMinutes: 11 }, { mute: true }]) {
    expect((await setModes(host, room, wrong)).status()).toBe(400);
  }
  expect((await host.http.put("/api/rooms/000000000000/chat", { data: {} })).status()).toBe(404);
});

test("a change of modes is in the snapshot, in the group's attributes, and comes back after Redis was emptied of the room", async ({
  request,
  runtime,
}) => {
  const { host, room } = await stage(runtime);
  await callIm(runtime, "group_open_http_svc/create_group", { Type: "AVChatRoom", Name: "room", GroupId: room.groupId });
  await setModes(host, room, { slowSeconds: 60, membersOnly: true });
  const { chat } = await roomOf(request, room.id);
  expect(chat).toMatchObject({ version: 1, modes: { slowSeconds: 60, membersOnly: true } });
  const attributes = async () => {
    const answer = await callIm(runtime, "group_open_attr_http_svc/get_group_attr", { GroupId: room.groupId });
    const found = (answer.GroupAttrAry as { key: string; value: string }[]).find(({ key }) => key === "chat");
    return found && JSON.parse(found.value);
  };
  await expect.poll(attributes).toEqual(chat);
  await redisCommand(runtime, "DEL", `room:${room.id}`);
  expect((await roomOf(request, room.id)).chat).toEqual(chat);
});

test("slow mode lets one message of a person pass in its time; a message sent again passes again, and others do not wait", async ({
  request,
  runtime,
}) => {
  const { host, room, ann } = await stage(runtime);
  const ben = await enter(runtime);
  const say = speaker({ request, runtime }, room);
  await setModes(host, room, { slowSeconds: 30 });
  const first = newRandom();
  expect(await say(ann, "one", first)).toBe("passes");
  expect(await say(ann, "one", first)).toBe("passes");
  expect(await say(ann, "two")).toMatch(/^10104 slow_mode:(29|30)$/);
  expect(await say(ben)).toBe("passes");
  const crowd = await enter(runtime);
  const answers = await Promise.all(Array.from({ length: 8 }, () => say(crowd)));
  expect(answers.filter((answer) => answer === "passes")).toHaveLength(1);
  await setModes(host, room, { slowSeconds: 0 });
  expect(await say(ann, "three")).toBe("passes");
});

test("the host, moderators and admins are bound by no mode", async ({ request, runtime }) => {
  const { host, room } = await stage(runtime);
  const say = speaker({ request, runtime }, room);
  await setModes(host, room, { slowSeconds: 300, emojiOnly: true, membersOnly: true, followedMinutes: 60 });
  for (const person of [host, await enter(runtime, "moderator"), await enter(runtime, "admin")]) {
    expect(await say(person)).toBe("passes");
    expect(await say(person)).toBe("passes");
  }
});

test("followers only: those who follow long enough speak, and the others read why not", async ({ request, runtime }) => {
  const { host, room, ann } = await stage(runtime);
  const say = speaker({ request, runtime }, room);
  await setModes(host, room, { followedMinutes: 0 });
  expect(await say(ann)).toBe("10105 followers_only");
  expect((await ann.http.put(`/api/hosts/${host.id}/follow`, { data: { isFollowing: true } })).status()).toBe(200);
  expect(await say(ann)).toBe("passes");
  await setModes(host, room, { followedMinutes: 10 });
  expect(await say(ann)).toMatch(/^10106 follow_longer:(599|600)$/);
  await redisCommand(runtime, "ZADD", `user:${ann.id}:follows`, Date.now() - 11 * 60_000, host.id);
  expect(await say(ann)).toBe("passes");
  await redisCommand(runtime, "DEL", `user:${ann.id}:follows`); // Redis was emptied: PostgreSQL still knows
  expect(await say(ann)).toMatch(/^10106 follow_longer/);
});

test("members only: a membership that lasts lets its holder speak, one that ended does not", async ({ request, runtime }) => {
  const { host, room, ann } = await stage(runtime);
  const say = speaker({ request, runtime }, room);
  await setModes(host, room, { membersOnly: true });
  expect(await say(ann)).toBe("10107 members_only");
  await redisCommand(runtime, "HSET", `room:${room.id}:memberships`, ann.id, Date.now() + 60_000);
  expect(await say(ann)).toBe("passes");
  await redisCommand(runtime, "HSET", `room:${room.id}:memberships`, ann.id, Date.now() - 1);
  expect(await say(ann)).toBe("10107 members_only");
});

test("emoji only: emoji and stickers pass, words do not, and a refused word takes no turn of slow mode", async ({
  request,
  runtime,
}) => {
  const { host, room, ann } = await stage(runtime);
  const ben = await enter(runtime);
  const say = speaker({ request, runtime }, room);
  await setModes(host, room, { emojiOnly: true, slowSeconds: 60 });
  expect(await say(ann, "hello 🏮")).toBe("10108 emoji_only");
  expect(await say(ann, "🏮🏮")).toBe("passes");
  const sticker = await askBefore({ request, runtime }, room, { userId: ben.id, element: stickerElement("wave") });
  expect(sticker.ErrorCode).toBe(0);
});
