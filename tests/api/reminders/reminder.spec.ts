import { newId } from "../../../lib/ids";
import { reminders } from "../../../lib/reminders/schema";
import { expect, test } from "../../support/fixtures";
import { redisCommand } from "../../support/redis";
import { openRoom, roomOf } from "../../support/rooms";
import { cssCallback } from "../../support/sign";
import { newViewer, type Viewer } from "../../support/viewers";

const remind = (viewer: Viewer, roomId: string, isReminded: boolean) =>
  viewer.http.put(`/api/rooms/${roomId}/reminder`, { data: { isReminded } });
const remindersOf = async (viewer: Viewer) => {
  const answer = await viewer.http.get("/api/reminders");
  expect(answer.headers()["cache-control"]).toBe("no-store");
  return reminders.parse(await answer.json()).reminders;
};

test("a reminder counts once however often it is asked for, and is taken back once", async ({ request, runtime }) => {
  const scheduledAt = new Date(Date.now() + 3_600_000);
  const room = await openRoom(runtime, { scheduledAt });
  const [one, two] = [await newViewer(runtime), await newViewer(runtime)];
  for (const answer of await Promise.all(Array.from({ length: 10 }, () => remind(one, room.id, true)))) {
    expect(await answer.json()).toEqual({ isReminded: true, reminderCount: 1 });
  }
  expect(await (await remind(two, room.id, true)).json()).toEqual({ isReminded: true, reminderCount: 2 });
  expect((await roomOf(request, room.id)).reminderCount).toBe(2);
  expect(await (await one.http.get(`/api/rooms/${room.id}/viewer`)).json()).toMatchObject({
    isFollowing: false,
    isReminded: true,
  });
  expect(await remindersOf(one)).toMatchObject([
    { roomId: room.id, title: room.title, isOpen: false, scheduledAtMs: scheduledAt.getTime() },
  ]);
  for (let time = 0; time < 2; time++)
    expect(await (await remind(one, room.id, false)).json()).toMatchObject({ reminderCount: 1 });
  expect(await remindersOf(one)).toEqual([]);
});

test("a reminder is due when the room goes live, and gone when it was settled", async ({ request, runtime }) => {
  const room = await openRoom(runtime);
  const viewer = await newViewer(runtime);
  await remind(viewer, room.id, true);
  const push = { event_type: 1 as const, stream_id: room.streamName, sequence: String(Date.now()) };
  await request.post("/api/css/callback", { data: cssCallback(runtime, push) });
  expect(await remindersOf(viewer)).toMatchObject([{ roomId: room.id, isOpen: true }]);
  expect((await roomOf(request, room.id)).reminderCount).toBe(0);
  expect((await remind(await newViewer(runtime), room.id, true)).status()).toBe(409);
  await remind(viewer, room.id, false);
  expect(await remindersOf(viewer)).toEqual([]);
});

test("reminders are for signed-in users and rooms that exist", async ({ request, runtime }) => {
  const room = await openRoom(runtime);
  const viewer = await newViewer(runtime);
  expect((await request.put(`/api/rooms/${room.id}/reminder`, { data: { isReminded: true } })).status()).toBe(401);
  expect((await request.get("/api/reminders")).status()).toBe(401);
  expect((await remind(viewer, newId(), true)).status()).toBe(404);
  expect((await viewer.http.put(`/api/rooms/${room.id}/reminder`, { data: { isReminded: "yes" } })).status()).toBe(400);
  expect(await redisCommand(runtime, "EXISTS", `room:${room.id}:reminders`)).toBe(0);
});

test("a planned room is given to calendars, any other is not", async ({ request, runtime }) => {
  const planned = await openRoom(runtime, { scheduledAt: new Date("2030-01-02T03:04:00Z") });
  const answer = await request.get(`/api/rooms/${planned.id}/calendar.ics`);
  expect(answer.headers()["content-type"]).toBe("text/calendar; charset=utf-8");
  expect(await answer.text()).toContain("DTSTART:20300102T030400Z\r\n");
  expect((await request.get(`/api/rooms/${(await openRoom(runtime)).id}/calendar.ics`)).status()).toBe(404);
});
