import { newId } from "../../../lib/ids";
import { expect, test } from "../../support/fixtures";
import { redisCommand } from "../../support/redis";
import { openRoom, type TestRoom, withDatabase } from "../../support/rooms";
import type { Runtime } from "../../support/system";
import { newViewer } from "../../support/viewers";

/** A broadcast as it is stored, to one room alone. Times are in minutes from now. */
async function store(
  runtime: Runtime,
  room: TestRoom,
  { status, delivery, wrote = 0, ends = 10 }: { status: string; delivery: string; wrote?: number; ends?: number },
): Promise<string> {
  const id = newId();
  const { id: byId } = await newViewer(runtime, { role: "admin" });
  await withDatabase(runtime, async (client) => {
    await client.query(
      `WITH broadcast AS (
         INSERT INTO "Broadcast" ("id", "requestId", "text", "byId", "status", "isOneCall", "createdAt", "validUntil", "endedAt")
         VALUES ($1, $1, $1, $2, $3::"BroadcastStatus", false, timezone('UTC', now()) + $4 * interval '1 min',
           timezone('UTC', now()) + $5 * interval '1 min', CASE WHEN $3 = 'cancelled' THEN timezone('UTC', now()) END)
         RETURNING "id"
       )
       INSERT INTO "BroadcastDelivery" ("broadcastId", "roomId", "status") SELECT "id", $6, $7::"DeliveryStatus" FROM broadcast`,
      [id, byId, status, wrote, ends, room.id, delivery],
    );
  });
  return id;
}

const statesOf = (runtime: Runtime, id: string) =>
  withDatabase(runtime, async (client) => {
    const sql = `SELECT one."status", delivery."status" AS "delivery" FROM "Broadcast" AS one
      JOIN "BroadcastDelivery" AS delivery ON delivery."broadcastId" = one."id" WHERE one."id" = $1`;
    return (await client.query(sql, [id])).rows[0];
  });

test("a notice that was held up until its time was over is told to nobody, and its broadcast ends", async ({ runtime }) => {
  const room = await openRoom(runtime);
  const id = await store(runtime, room, { status: "paused", delivery: "waiting", wrote: -20, ends: -1 });
  await expect.poll(() => statesOf(runtime, id)).toEqual({ status: "done", delivery: "cancelled" });
  expect(await redisCommand(runtime, "EXISTS", `room:${room.id}:notice`)).toBe(0);
});

test("a cancelled notice is taken down also when the process that cancelled it died, and an older one does not cover a newer", async ({
  runtime,
}) => {
  const [one, two] = [await openRoom(runtime), await openRoom(runtime)];
  const key = (room: TestRoom) => `room:${room.id}:notice`;
  const write = (room: TestRoom, id: string, atMs: number) =>
    redisCommand(runtime, "SET", key(room), JSON.stringify({ id, text: id, untilMs: Date.now() + 600_000, atMs }));
  await write(one, await store(runtime, one, { status: "cancelled", delivery: "cancelled" }), Date.now());
  await expect.poll(() => redisCommand(runtime, "EXISTS", key(one))).toBe(0);

  const newer = newId();
  await write(two, newer, Date.now());
  const older = await store(runtime, two, { status: "running", delivery: "waiting", wrote: -5 });
  await expect.poll(async () => (await statesOf(runtime, older)).delivery).not.toBe("waiting");
  expect(String(await redisCommand(runtime, "GET", key(two)))).toContain(newer);
});
