import type { APIRequestContext, APIResponse } from "@playwright/test";
import Stripe from "stripe";
import { newId } from "../../../lib/ids";
import { RECONCILE_SQL, readReport } from "../../../lib/wallet/reconcile";
import { walletView } from "../../../lib/wallet/schema";
import { expect, test } from "../../support/fixtures";
import { openLiveRoom, withDatabase } from "../../support/rooms";
import { STRIPE_WEBHOOK_SECRET } from "../../support/stripe-api";
import type { Runtime } from "../../support/system";
import { newViewer, type Viewer } from "../../support/viewers";

const stripe = new Stripe("sk_test_of_the_tests");

/** A callback as Stripe sends it, signed by Stripe's own library; parts can be replaced to spoil it. */
function callback(
  type: string,
  object: object,
  spoil: { id?: string; secret?: string; timestamp?: number; created?: number } = {},
) {
  const payload = JSON.stringify({
    id: spoil.id ?? `evt_${newId()}`,
    object: "event",
    api_version: "2026-01-28",
    created: spoil.created ?? Math.floor(Date.now() / 1000),
    livemode: false,
    type,
    data: { object },
  });
  const secret = spoil.secret ?? STRIPE_WEBHOOK_SECRET;
  const timestamp = spoil.timestamp ?? Math.floor(Date.now() / 1000);
  return { payload, signature: stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp }) };
}

const tell = (request: APIRequestContext, { payload, signature }: ReturnType<typeof callback>): Promise<APIResponse> =>
  request.post("/api/stripe/callback", {
    data: Buffer.from(payload),
    headers: { "stripe-signature": signature, "content-type": "application/json" },
  });

const balanceOf = async ({ http }: Viewer) => walletView.parse(await (await http.get("/api/wallet")).json()).balance;

/** Opens a payment page for the pack of 120 coins, and gives our name of it. */
async function checkout({ http }: Viewer): Promise<string> {
  const answer = await http.post("/api/wallet/checkout", { data: { coins: 120, locale: "ja" } });
  expect(answer.status()).toBe(201);
  return new URL((await answer.json()).url).searchParams.get("client_reference_id") ?? "";
}

/** The objects of Stripe's events, as its API reference shows them, cut to what tells them apart. */
const session = (reference: string, paymentId: string, change: object = {}) => ({
  id: "cs_test_1",
  object: "checkout.session",
  client_reference_id: reference,
  payment_intent: paymentId,
  payment_status: "paid",
  amount_total: 160,
  currency: "jpy",
  mode: "payment",
  ...change,
});
const charge = (reference: string, paymentId: string, refunded: number) => ({
  id: "ch_1",
  object: "charge",
  amount: 160,
  amount_refunded: refunded,
  payment_intent: paymentId,
  metadata: { reference },
});
const dispute = (id: string, paymentId: string, amount = 160) => ({
  id,
  object: "dispute",
  payment_intent: paymentId,
  amount,
  currency: "jpy",
});

async function buy(request: APIRequestContext, viewer: Viewer): Promise<{ reference: string; paymentId: string }> {
  const paid = { reference: await checkout(viewer), paymentId: `pi_${newId()}` };
  const event = callback("checkout.session.completed", session(paid.reference, paid.paymentId));
  expect((await tell(request, event)).status()).toBe(200);
  return paid;
}

async function expectRightBooks(runtime: Runtime): Promise<void> {
  const report = await withDatabase(runtime, async (client) => readReport((await client.query(RECONCILE_SQL)).rows[0]));
  expect(report).toMatchObject({ difference: 0, unbalanced: 0, drifted: 0, unmatched: 0 });
}

test("a pack leads to a payment page with its price, and a pack that is not sold does not", async ({ runtime, request }) => {
  const viewer = await newViewer(runtime);
  const answer = await viewer.http.post("/api/wallet/checkout", { data: { coins: 500, locale: "en" } });
  const asked = new URL((await answer.json()).url).searchParams;
  expect(asked.get("line_items[0][price_data][unit_amount]")).toBe("600");
  expect(asked.get("line_items[0][price_data][currency]")).toBe("jpy");
  expect(asked.get("success_url")).toContain(`${runtime.web}/en/wallet?paid=`);
  expect(asked.get("idempotencyKey")).toBe(asked.get("client_reference_id"));
  expect((await viewer.http.post("/api/wallet/checkout", { data: { coins: 501, locale: "en" } })).status()).toBe(404);
  for (const coins of [-500, 0.5, "500", null]) {
    expect((await viewer.http.post("/api/wallet/checkout", { data: { coins, locale: "en" } })).status()).toBe(400);
  }
  expect((await request.post("/api/wallet/checkout", { data: { coins: 500, locale: "en" } })).status()).toBe(401);
  const broken = await viewer.http.post("/api/wallet/checkout", { data: { coins: 50, locale: "en" } });
  expect([broken.status(), (await broken.json()).error.code]).toEqual([502, "upstream_failed"]);
  expect(await balanceOf(viewer)).toBe(0);
});

test("coins come when the payment is told, once, whatever the number of times", async ({ runtime, request }) => {
  const viewer = await newViewer(runtime);
  const [reference, paymentId] = [await checkout(viewer), `pi_${newId()}`];
  const waiting = session(reference, paymentId, { payment_status: "unpaid" });
  expect((await tell(request, callback("checkout.session.completed", waiting))).status()).toBe(200);
  expect(await balanceOf(viewer)).toBe(0);
  const paid = callback("checkout.session.async_payment_succeeded", session(reference, paymentId));
  const answers = await Promise.all(Array.from({ length: 10 }, () => tell(request, paid)));
  expect(answers.map((answer) => answer.status())).toEqual(Array(10).fill(200));
  const again = callback("checkout.session.completed", session(reference, paymentId)); // another event about the same money
  expect((await tell(request, again)).status()).toBe(200);
  expect(await balanceOf(viewer)).toBe(120);
  await expectRightBooks(runtime);
});

test("the wallet says that coins have arrived when those of this payment have, whatever else comes meanwhile", async ({
  runtime,
  request,
}) => {
  const viewer = await newViewer(runtime);
  const [reference, paymentId] = [await checkout(viewer), `pi_${newId()}`];
  const notice = async (paid: string) => {
    const page = await (await viewer.http.get(`/en/wallet?paid=${paid}`)).text();
    return />(Your coins have arrived|Thank you\. Your coins arrive)/.exec(page)?.[1] ?? null;
  };
  await viewer.http.post("/api/wallet/allowance", { data: {} });
  expect(await notice(reference)).toBe("Thank you. Your coins arrive");
  expect((await tell(request, callback("checkout.session.completed", session(reference, paymentId)))).status()).toBe(200);
  expect(await notice(reference)).toBe("Your coins have arrived");
  for (const other of [newId(), "", "%00", `${reference}&paid=${reference}`]) expect(await notice(other)).toBeNull();
});

test("nobody but Stripe can tell of a payment, and nobody gets coins for another sum", async ({ runtime, request }) => {
  const viewer = await newViewer(runtime);
  const object = session(await checkout(viewer), `pi_${newId()}`);
  const told = async (event: ReturnType<typeof callback>) => (await tell(request, event)).status();
  expect(await told(callback("checkout.session.completed", object, { secret: "whsec_of_somebody_else" }))).toBe(401);
  expect(await told(callback("checkout.session.completed", object, { timestamp: Math.floor(Date.now() / 1000) - 600 }))).toBe(
    401,
  );
  const signed = callback("checkout.session.completed", object);
  expect(await told({ ...signed, payload: signed.payload.replace("160", "1600") })).toBe(401);
  expect(await told({ ...signed, signature: "" })).toBe(401);
  expect(await told(callback("checkout.session.completed", { ...object, amount_total: 1 }))).toBe(500);
  expect(await told(callback("checkout.session.completed", { ...object, currency: "usd" }))).toBe(500);
  expect(await told(callback("checkout.session.completed", { ...object, client_reference_id: newId() }))).toBe(200);
  expect(await told(callback("customer.created", { id: "cus_1" }))).toBe(200);
  expect(await balanceOf(viewer)).toBe(0);
});

test("a refund takes back its share once; what is spent already is written off, and no balance goes below zero", async ({
  runtime,
  request,
}) => {
  const viewer = await newViewer(runtime);
  const { reference, paymentId } = await buy(request, viewer);
  const half = callback("charge.refunded", charge(reference, paymentId, 80));
  for (let time = 0; time < 2; time++) expect((await tell(request, half)).status()).toBe(200);
  expect(await balanceOf(viewer)).toBe(60);
  const room = await openLiveRoom(runtime);
  const order = { giftId: "balloon", count: 5, expectedPrice: 10, requestId: newId(), comboId: newId() };
  expect((await viewer.http.post(`/api/rooms/${room.id}/gifts`, { data: order })).status()).toBe(201);
  expect((await tell(request, callback("charge.refunded", charge(reference, paymentId, 160)))).status()).toBe(200);
  expect(await balanceOf(viewer)).toBe(0);
  const late = callback("charge.refunded", charge(reference, paymentId, 80)); // told in the wrong order
  expect((await tell(request, late)).status()).toBe(200);
  expect(await balanceOf(viewer)).toBe(0);
  const lost = await withDatabase(runtime, async (client) => {
    const { rows } = await client.query(
      `SELECT sum("amount")::int AS "coins" FROM "LedgerEntry" JOIN "LedgerTransaction" ON "id" = "transactionId"
       WHERE "scope" = $1 AND "accountId" = 'writeOff'`,
      [`purchase:${reference}`],
    );
    return rows[0].coins;
  });
  expect(lost).toBe(-50);
  await expectRightBooks(runtime);
});

test("a dispute takes the coins, and gives them again when it is won", async ({ runtime, request }) => {
  const viewer = await newViewer(runtime);
  const { paymentId } = await buy(request, viewer);
  const id = `dp_${newId()}`;
  for (let time = 0; time < 2; time++) {
    expect((await tell(request, callback("charge.dispute.funds_withdrawn", dispute(id, paymentId)))).status()).toBe(200);
    expect(await balanceOf(viewer)).toBe(0);
  }
  for (let time = 0; time < 2; time++) {
    expect((await tell(request, callback("charge.dispute.funds_reinstated", dispute(id, paymentId)))).status()).toBe(200);
    expect(await balanceOf(viewer)).toBe(120);
  }
  await expectRightBooks(runtime);
});

test("a dispute about half of the money takes half of the coins, a refund takes its own, and a dispute that comes again takes them again", async ({
  runtime,
  request,
}) => {
  const viewer = await newViewer(runtime);
  const { reference, paymentId } = await buy(request, viewer);
  const half = dispute(`dp_${newId()}`, paymentId, 80);
  const balanceAfter = async (type: string, object: object) => {
    expect((await tell(request, callback(type, object))).status()).toBe(200);
    return balanceOf(viewer);
  };
  expect(await balanceAfter("charge.dispute.funds_withdrawn", half)).toBe(60);
  expect(await balanceAfter("charge.dispute.funds_reinstated", half)).toBe(120);
  expect(await balanceAfter("charge.dispute.funds_withdrawn", half)).toBe(60);
  expect(await balanceAfter("charge.dispute.funds_withdrawn", half)).toBe(60); // another event about the same money
  expect(await balanceAfter("charge.refunded", charge(reference, paymentId, 40))).toBe(30);
  expect(await balanceAfter("charge.dispute.funds_reinstated", half)).toBe(90);
  expect(await balanceAfter("charge.dispute.funds_reinstated", half)).toBe(90);
  await expectRightBooks(runtime);
});

test("a dispute that comes before its payment is told again later; one of another application is not for ever", async ({
  runtime,
  request,
}) => {
  const viewer = await newViewer(runtime);
  const [reference, paymentId] = [await checkout(viewer), `pi_${newId()}`];
  const disputed = callback("charge.dispute.funds_withdrawn", dispute(`dp_${newId()}`, paymentId));
  expect((await tell(request, disputed)).status()).toBe(409);
  expect((await tell(request, callback("checkout.session.completed", session(reference, paymentId)))).status()).toBe(200);
  expect((await tell(request, disputed)).status()).toBe(200);
  expect(await balanceOf(viewer)).toBe(0);
  const old = { created: Math.floor(Date.now() / 1_000) - 7_200 };
  const foreign = callback("charge.dispute.funds_withdrawn", dispute(`dp_${newId()}`, `pi_${newId()}`), old);
  expect((await tell(request, foreign)).status()).toBe(200);
  await expectRightBooks(runtime);
});

test("a refund that comes before its payment is told again later", async ({ runtime, request }) => {
  const viewer = await newViewer(runtime);
  const [reference, paymentId] = [await checkout(viewer), `pi_${newId()}`];
  const refund = callback("charge.refunded", charge(reference, paymentId, 160));
  expect((await tell(request, refund)).status()).toBe(409);
  expect((await tell(request, callback("checkout.session.completed", session(reference, paymentId)))).status()).toBe(200);
  expect((await tell(request, refund)).status()).toBe(200);
  expect(await balanceOf(viewer)).toBe(0);
  await expectRightBooks(runtime);
});
