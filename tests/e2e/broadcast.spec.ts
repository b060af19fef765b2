import { type BroadcastView, broadcastList, broadcastResult } from "../../lib/broadcasts/schema";
import { newId } from "../../lib/ids";
import { customMessages } from "../support/control";
import { crash } from "../support/crash";
import { expect, test } from "../support/fixtures";
import { startInstance } from "../support/instance";
import { RoomPage } from "../support/pages/room";
import { openLiveRoom } from "../support/rooms";
import { startSystem } from "../support/system";
import { newViewer } from "../support/viewers";

const ROOMS = 15;

test("a notice to all live rooms is written at the desk, held, survives kill -9 of app and Redis, and each room is told once", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const system = await startSystem({ env: { BROADCAST_ROOMS_PER_SECOND: "3" } });
  const { runtime } = system;
  const admin = await newViewer(runtime, { role: "admin" });
  const rooms = [];
  while (rooms.length < ROOMS) rooms.push(await openLiveRoom(runtime));
  const desk = await browser.newPage({ baseURL: runtime.web });
  await desk.context().addCookies([admin.cookie]);
  await desk.goto("/en/admin/broadcast");
  const text = `We close at nine ${newId()}`;
  await desk.getByLabel("Text").fill(text);
  await desk.getByRole("button", { name: "Send to all rooms" }).click();
  await desk.getByRole("dialog").getByRole("button", { name: "Send to all rooms" }).click();
  const row = desk.locator("[data-broadcast]").filter({ hasText: text });

  const state = async (): Promise<BroadcastView | undefined> => {
    const answer = await admin.http.get("/api/broadcasts").catch(() => null);
    return answer?.ok() ? broadcastList.parse(await answer.json()).broadcasts.find((one) => one.text === text) : undefined;
  };
  const told = async () => (await state())?.rooms.delivered ?? 0;
  await expect.poll(told, { timeout: 20_000, intervals: [50] }).toBeGreaterThan(2);
  await crash(system, ["redis", "web"]);
  await expect.poll(told, { timeout: 20_000, intervals: [50] }).toBeGreaterThan(5);
  await row.getByRole("button", { name: "Hold" }).click();
  await expect(row).toHaveAttribute("data-status", "paused");
  await expect.poll(async () => (await state())?.rooms.queued, { timeout: 30_000 }).toBe(0);
  const held = await told();
  expect(held).toBeLessThan(ROOMS);
  await row.getByRole("button", { name: "Go on" }).click();
  await expect(row).toHaveAttribute("data-status", "done", { timeout: 60_000 });
  await expect(row).toContainText(`${ROOMS + 1} of ${ROOMS + 1} rooms`); // and the built-in channel

  const id = (await state())?.id ?? "";
  const result = broadcastResult.parse(await (await admin.http.get(`/api/broadcasts/${id}`)).json());
  expect(result.rooms.filter(({ status }) => status !== "delivered")).toEqual([]);
  expect(result.rooms.map(({ roomId }) => roomId)).toEqual(expect.arrayContaining(rooms.map((room) => room.id)));
  for (const room of rooms) {
    const notices = (await customMessages(runtime, room.groupId)).filter(({ type }) => type === "site.notice");
    expect(notices).toEqual([{ v: 1, type: "site.notice", roomId: room.id, notice: expect.objectContaining({ id, text }) }]);
  }

  const late = await browser.newPage({ baseURL: runtime.web });
  await late.goto(`/en/rooms/${rooms[0]?.id}`);
  await expect(late.locator(`[data-notice="${id}"]`)).toContainText(text);
  await new RoomPage(late).hear();

  // With the vendor's own broadcast it is one call, and each room reads it once.
  const other = await startInstance(runtime, { IM_BROADCAST_API: "on" });
  const data = { requestId: newId(), text: `Open again ${newId()}`, minutes: 10 };
  for (let time = 0; time < 2; time += 1) {
    const answer = await admin.http.post(`${other.runtime.web}/api/broadcasts`, { data, headers: { origin: other.runtime.web } });
    expect(answer.status()).toBe(201);
  }
  await other.stop();
  const bar = late.locator("[data-notice]");
  await expect(bar).toContainText(data.text);
  const all = broadcastList.parse(await (await admin.http.get("/api/broadcasts")).json()).broadcasts;
  expect(all).toHaveLength(2);
  await expect(desk.locator("[data-broadcast]").first()).toHaveAttribute("data-status", "done", { timeout: 20_000 });
  await desk.locator("[data-broadcast]").first().getByRole("button", { name: "Take down" }).click();
  await desk.getByRole("dialog").getByRole("button", { name: "Take down" }).click();
  await expect(bar).toHaveCount(0, { timeout: 20_000 });
  await system.stop();
});
