import type { Browser, Page } from "@playwright/test";
import { type GiftReceipt, giftReceipt } from "../../lib/gifts/schema";
import { newId } from "../../lib/ids";
import { RECONCILE_SQL, readReport } from "../../lib/wallet/reconcile";
import { crash } from "../support/crash";
import { expect, test } from "../support/fixtures";
import { RoomPage } from "../support/pages/room";
import { openLiveRoom, type TestRoom, withDatabase } from "../support/rooms";
import { type Runtime, startSystem } from "../support/system";
import { newViewer, type Viewer } from "../support/viewers";

const PRICE = 10;
const COINS = 1_000;
const all = ["web", "postgres", "chat", "redis"];
/** Who dies in each round: each alone, then two, then all at once. Fifty in all. */
const rounds = [...all.map((name) => [name]), ["postgres", "redis"], ...Array.from({ length: 11 }, () => all)];

/** One order of so many, sent again under its name until it is answered, as the page does. */
async function give({ http, id }: Viewer, room: TestRoom, count: number): Promise<GiftReceipt["order"]> {
  const data = { giftId: "balloon", count, expectedPrice: PRICE, requestId: newId(), comboId: `run-of-${id}` };
  let receipt: GiftReceipt | undefined;
  await expect(async () => {
    const answer = await http.post(`/api/rooms/${room.id}/gifts`, { data, timeout: 15_000 });
    expect(answer.status()).toBe(201);
    receipt = giftReceipt.parse(await answer.json());
  }).toPass({ timeout: 60_000, intervals: [100] });
  return giftReceipt.parse(receipt).order;
}

async function enter(browser: Browser, runtime: Runtime, room: TestRoom): Promise<Page> {
  const page = await browser.newPage({ baseURL: runtime.web });
  await page.goto(`/en/rooms/${room.id}`);
  await new RoomPage(page).hear();
  return page;
}

/** The counters of the gifts in a page's chat, one of each giver. */
const countersOn = async (page: Page) => {
  const rows = page.getByRole("log").locator("[data-gift=balloon]");
  return (await rows.evaluateAll((all) => all.map((row) => Number(row.getAttribute("data-count"))))).sort((a, b) => a - b);
};

test("kill -9 of app, database, chat and Redis between charge and message, 50 times: each gift is paid and shown once", async ({
  browser,
}) => {
  test.setTimeout(300_000);
  const system = await startSystem();
  const { runtime } = system;
  const room = await openLiveRoom(runtime);
  const givers = await Promise.all([1, 2, 3].map(() => newViewer(runtime, { coins: COINS })));
  const watching = await enter(browser, runtime, room);

  const given: GiftReceipt["order"][] = [];
  for (const names of rounds) {
    const orders = givers.map((giver, index) => give(giver, room, index + 1));
    await Promise.any(orders); // one is charged, its message hardly on its way; the others are anywhere
    await crash(system, names);
    given.push(...(await Promise.all(orders)));
  }
  expect(rounds.flat()).toHaveLength(50);

  await expect
    .poll(
      () =>
        withDatabase(runtime, async (client) => {
          const untold = `SELECT 1 FROM "OutboxEntry" WHERE "lane" = $1 AND "acceptedAt" IS NULL`;
          return (await client.query(untold, [room.groupId])).rowCount;
        }),
      { timeout: 60_000 },
    )
    .toBe(0);
  const paid = givers.map((_giver, index) => rounds.length * (index + 1));
  const stored = await withDatabase(runtime, async (client) => {
    const orders = await client.query(`SELECT "id" FROM "GiftOrder" WHERE "roomId" = $1`, [room.id]);
    const booked = await client.query(`SELECT count(*)::int AS "count" FROM "LedgerTransaction" WHERE "kind" = 'gift'`);
    const wallets = await client.query(
      `SELECT "balance"::int FROM "LedgerAccount" WHERE "kind" = 'wallet' AND "userId" = ANY($1) ORDER BY "balance" DESC`,
      [givers.map(({ id }) => id)],
    );
    return {
      orders: orders.rows.map(({ id }) => id).sort(),
      booked: booked.rows[0].count,
      balances: wallets.rows.map(({ balance }) => balance),
      books: readReport((await client.query(RECONCILE_SQL)).rows[0]),
    };
  });
  expect(stored.orders).toEqual(given.map(({ id }) => id).sort());
  expect(stored.booked).toBe(given.length);
  expect(stored.balances).toEqual(paid.map((count) => COINS - count * PRICE));
  expect(stored.books).toMatchObject({ difference: 0, unbalanced: 0, drifted: 0, unmatched: 0 });

  await expect.poll(() => countersOn(watching), { timeout: 60_000 }).toEqual(paid);
  const late = await enter(browser, runtime, room);
  await expect.poll(() => countersOn(late)).toEqual(paid);
  await system.stop();
});
