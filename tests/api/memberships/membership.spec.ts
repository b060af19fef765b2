import type { APIRequestContext } from "@playwright/test";
import { newId } from "../../../lib/ids";
import { membershipReceipt } from "../../../lib/memberships/schema";
import { RECONCILE_SQL, readReport } from "../../../lib/wallet/reconcile";
import { walletView } from "../../../lib/wallet/schema";
import { expect, test } from "../../support/fixtures";
import { redisCommand } from "../../support/redis";
import { restrictAs } from "../../support/restrictions";
import { openRoom, type TestRoom, withDatabase } from "../../support/rooms";
import type { Runtime } from "../../support/system";
import { newViewer, type Viewer } from "../../support/viewers";

const PRICE = 300;
const MONTH_MS = 30 * 86_400_000;

const buy = (http: APIRequestContext, roomId: string, change: object = {}) =>
  http.post(`/api/rooms/${roomId}/membership`, { data: { requestId: newId(), expectedPrice: PRICE, ...change } });
const balanceOf = async (http: APIRequestContext) => walletView.parse(await (await http.get("/api/wallet")).json()).balance;
const errorOf = async (answer: { json(): Promise<{ error: { code: string } }> }) => (await answer.json()).error.code;
/** What the before-send decision and the members-only chat read. */
const projected = async (runtime: Runtime, room: TestRoom, viewer: Viewer) =>
  Number(await redisCommand(runtime, "HGET", `room:${room.id}:memberships`, viewer.id));

test("a membership is charged, shared with the host and known at once, also while the room is not live", async ({ runtime }) => {
  const room = await openRoom(runtime);
  const viewer = await newViewer(runtime, { coins: 1_000 });
  const before = Date.now();
  const answer = await buy(viewer.http, room.id);
  expect(answer.status()).toBe(201);
  const receipt = membershipReceipt.parse(await answer.json());
  expect(receipt).toMatchObject({ roomId: room.id, coins: PRICE, balance: 700 });
  expect(receipt.untilMs).toBeGreaterThanOrEqual(before + MONTH_MS);
  expect(receipt.untilMs).toBeLessThanOrEqual(Date.now() + MONTH_MS);
  expect(await projected(runtime, room, viewer)).toBe(receipt.untilMs);
  const entries = await withDatabase(runtime, async (client) => {
    const { rows } = await client.query(
      `SELECT "accountId", "amount"::int FROM "LedgerEntry" JOIN "MembershipOrder" USING ("transactionId")
       WHERE "MembershipOrder"."id" = $1 ORDER BY "accountId"`,
      [receipt.id],
    );
    return rows;
  });
  expect(entries).toEqual([
    { accountId: `earnings:${room.hostId}`, amount: 150 },
    { accountId: "revenue", amount: 150 },
    { accountId: `wallet:${viewer.id}`, amount: -PRICE },
  ]);
});

test("one request 20 times at once is one month and one charge, and every caller gets the same answer", async ({ runtime }) => {
  const room = await openRoom(runtime);
  const viewer = await newViewer(runtime, { coins: 10_000 });
  const requestId = newId();
  const answers = await Promise.all(Array.from({ length: 20 }, () => buy(viewer.http, room.id, { requestId })));
  expect(answers.map((answer) => answer.status())).toEqual(Array(20).fill(201));
  expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
  expect(await balanceOf(viewer.http)).toBe(10_000 - PRICE);
});

test("months bought at once follow each other, as many as the wallet can pay", async ({ runtime }) => {
  const room = await openRoom(runtime);
  const viewer = await newViewer(runtime, { coins: 3 * PRICE + 1 });
  const before = Date.now();
  const answers = await Promise.all(Array.from({ length: 6 }, () => buy(viewer.http, room.id)));
  expect(answers.map((answer) => answer.status()).sort()).toEqual([201, 201, 201, 402, 402, 402]);
  const paid = answers.filter((answer) => answer.status() === 201);
  const ends = await Promise.all(paid.map(async (answer) => membershipReceipt.parse(await answer.json()).untilMs));
  const months = ends.map((untilMs) => Math.round((untilMs - before) / MONTH_MS)).sort();
  expect(months).toEqual([1, 2, 3]);
  await expect.poll(() => projected(runtime, room, viewer)).toBe(Math.max(...ends));
  const report = await withDatabase(runtime, async (client) => readReport((await client.query(RECONCILE_SQL)).rows[0]));
  expect(report).toMatchObject({ difference: 0, unbalanced: 0, drifted: 0 });
});

test("each reason for a refusal has its own code, and nothing is charged", async ({ request, runtime, signedInAs }) => {
  const room = await openRoom(runtime);
  const viewer = await newViewer(runtime, { coins: 1_000 });
  const refused = async (http: APIRequestContext, roomId: string, change: object = {}) =>
    errorOf(await buy(http, roomId, change));
  expect(await refused(request, room.id)).toBe("unauthenticated");
  expect(await refused(viewer.http, newId())).toBe("not_found");
  expect(await refused(viewer.http, room.id, { expectedPrice: PRICE - 1 })).toBe("price_changed");
  expect(await refused(await signedInAs("host"), room.id)).toBe("own_room");
  expect(await refused((await newViewer(runtime, { coins: PRICE - 1 })).http, room.id)).toBe("insufficient_coins");
  for (const change of [
    { expectedPrice: -1 },
    { expectedPrice: 1.5 },
    { expectedPrice: "300" },
    { requestId: "x" },
    { until: 1 },
  ]) {
    expect(await refused(viewer.http, room.id, change)).toBe("invalid_input");
  }
  const requestId = newId();
  expect((await buy(viewer.http, room.id, { requestId })).status()).toBe(201);
  expect(await refused(viewer.http, (await openRoom(runtime)).id, { requestId })).toBe("conflict");
  expect(await balanceOf(viewer.http)).toBe(1_000 - PRICE);
});

test("who is banned from a room buys no membership there, and still gets the receipt of the one from before", async ({
  runtime,
}) => {
  const host = await newViewer(runtime, { role: "host" });
  const room = await openRoom(runtime, { hostId: host.id });
  const viewer = await newViewer(runtime, { coins: 1_000 });
  const requestId = newId();
  const receipt = await (await buy(viewer.http, room.id, { requestId })).text();
  await restrictAs(host, { act: "ban", roomId: room.id, userIds: [viewer.id], seconds: 600 });
  expect(await errorOf(await buy(viewer.http, room.id))).toBe("banned");
  expect(await (await buy(viewer.http, room.id, { requestId })).text()).toBe(receipt);
  expect(await balanceOf(viewer.http)).toBe(1_000 - PRICE);
});
