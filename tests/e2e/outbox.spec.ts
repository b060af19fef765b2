import { z } from "zod";
import { control, customMessages } from "../support/control";
import { expect, test } from "../support/fixtures";
import { passTime, pendingOf } from "../support/outbox";
import { callIm, openLiveRoom, roomOf } from "../support/rooms";
import { cssCallback } from "../support/sign";
import { newViewer } from "../support/viewers";

const attributes = z.object({ GroupAttrAry: z.array(z.object({ key: z.string(), value: z.string() })) });

test("ten minutes in which Tencent refuses, breaks or is silent: the desk says so, and then everything is told once and in order", async ({
  page,
  request,
  runtime,
}) => {
  const room = await openLiveRoom(runtime);
  const lane = room.groupId;
  const pending = () => pendingOf(runtime, lane);
  const told = async () => {
    const all = await customMessages(runtime, lane);
    return all.flatMap(({ type, status }) => (type === "room.status" ? [status] : []));
  };
  const orderOutage = (outage: object) => control(runtime, "chat", "fault", { outage: { groupId: lane, ...outage } });
  const change = async (type: 0 | 1, sequence: number) => {
    const data = cssCallback(runtime, { event_type: type, stream_id: room.streamName, sequence: String(sequence) });
    expect((await request.post("/api/css/callback", { data })).status()).toBe(200);
  };
  await expect.poll(pending).toEqual([]);
  expect(await told()).toEqual(["live"]);

  const outages: [object, RegExp][] = [
    [{ errorCode: 10049 }, / 10049 /],
    [{ errorCode: 10056 }, / 10056 /],
    [{ status: 503 }, /no answer: HTTP 503/],
    [{ isSilent: true }, /no answer: .*timeout/],
  ];
  let { sequence } = room;
  await orderOutage({ errorCode: 10049 });
  await change(0, sequence);
  for (const [outage, error] of outages) {
    await orderOutage(outage);
    sequence += 1;
    await change(1, sequence);
    await change(0, sequence);
    await passTime(runtime, lane, 10);
    await expect.poll(async () => (await pending())[0]?.lastError).toMatch(error);
  }
  const [head] = await pending();
  expect(head?.attempts).toBeGreaterThanOrEqual(4);
  expect(head?.pauseSeconds).toBeLessThanOrEqual(10);
  expect((await pending()).slice(1).every(({ attempts }) => attempts === 0)).toBe(true); // nothing overtakes
  expect(await told()).toEqual(["live"]);
  expect((await roomOf(request, room.id)).status).toBe("paused"); // whoever comes in reads the truth meanwhile

  await passTime(runtime, lane, 600);
  await orderOutage({ errorCode: 10049 });
  await expect.poll(async () => (await pending())[0]?.lastError).toMatch(/10049/);
  await page.context().addCookies([(await newViewer(runtime, { role: "admin" })).cookie]);
  await page.goto("/en/admin/outbox");
  const row = page.locator(`[data-lane="${lane}"]`);
  await expect(row).toContainText(room.title);
  await expect(row).toContainText(/The oldest is 6\d\d s old/);
  await expect(row).toContainText("10049");

  await orderOutage({});
  await passTime(runtime, lane, -3_600); // only the button can do it now
  await row.getByRole("button", { name: "Try now" }).click();
  await expect(row).toHaveCount(0);
  expect(await pending()).toEqual([]);
  const pairs = outages.flatMap(() => ["live", "paused"]);
  expect(await told()).toEqual(["live", "paused", ...pairs]);
  const kept = attributes.parse(await callIm(runtime, "group_open_attr_http_svc/get_group_attr", { GroupId: lane }));
  expect(kept.GroupAttrAry).toContainEqual({ key: "status", value: "paused" });
});
