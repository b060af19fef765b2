import { type APIRequestContext, request as newRequest } from "@playwright/test";
import { newId } from "../../../lib/ids";
import { customMessages } from "../../support/control";
import { test as base, expect } from "../../support/fixtures";
import { type Instance, startInstance } from "../../support/instance";
import { pendingOf } from "../../support/outbox";
import { openLiveRoom, openRoom, roomOf, type TestRoom, withDatabase } from "../../support/rooms";
import { cssCallback } from "../../support/sign";
import type { Runtime } from "../../support/system";

/** One other instance for the tests of this file. */
const test = base.extend<object, { other: Instance }>({
  other: [
    async ({ runtime }, use) => {
      const other = await startInstance(runtime);
      await use(other);
      await other.stop();
    },
    { scope: "worker" },
  ],
});
test.describe.configure({ mode: "serial" });

async function sendPush(request: APIRequestContext, runtime: Runtime, room: TestRoom, type: 0 | 1, sequence: number) {
  const data = cssCallback(runtime, { event_type: type, stream_id: room.streamName, sequence: String(sequence) });
  expect((await request.post(`${runtime.web}/api/css/callback`, { data })).status()).toBe(200);
}

test("a change that one instance was told expires the pages of the other: none has to grow old first", async ({
  request,
  runtime,
  other,
}) => {
  const room = await openRoom(runtime);
  const page = `/en/rooms/${room.id}`;
  const shown = async () => {
    const answer = await request.get(runtime.web + page);
    const status = /data-status="(\w+)"/.exec(await answer.text())?.[1];
    return { status, isFromCache: answer.headers()["x-nextjs-cache"] !== "MISS" };
  };
  let sequence = Date.now();
  // A page that grows old by itself is answered from the cache once more, also when it is a slow machine's fault.
  await expect(async () => {
    for (const [type, status] of [
      [1, "live"],
      [0, "paused"],
    ] as const) {
      sequence += type;
      await expect.poll(async () => (await shown()).isFromCache).toBe(true); // it is kept, as it was before
      await sendPush(request, other.runtime, room, type, sequence);
      let answer = await shown();
      while (answer.status !== status) answer = await shown();
      expect(answer.isFromCache).toBe(false);
    }
  }).toPass();
});

test("two instances give the same answers about a room: snapshot, page, lists, counts and members", async ({
  request,
  runtime,
  other,
}) => {
  const room = await openLiveRoom(other.runtime);
  const viewers = [newId(), newId()];
  for (const [index, viewerId] of viewers.entries()) {
    const { web } = index === 0 ? runtime : other.runtime;
    const address = `${web}/api/rooms/${room.id}/lease`;
    const headers = { "x-forwarded-for": `203.0.113.${Math.floor(Math.random() * 250)}` };
    expect((await request.post(address, { data: { viewerId }, headers })).status()).toBe(200);
  }
  const both = [runtime, other.runtime];
  const snapshots = both.map(async ({ web }) => ({
    ...(await roomOf(request, room.id, web)),
    pullUrl: "signed anew each second",
  }));
  const [here, there] = await Promise.all(snapshots);
  expect(here).toEqual(there);
  expect(here).toMatchObject({ status: "live", onlineCount: 2 });
  const paths = [`/api/rooms/${room.id}/members`, `/api/directory/counts?ids=${room.id}`];
  for (const path of paths) {
    const read = async ({ web }: Runtime) => {
      const { ageMs: _age, ...answer } = await (await request.get(web + path)).json();
      return answer;
    };
    expect(await read(runtime)).toEqual(await read(other.runtime));
  }
  for (const path of [`/en/rooms/${room.id}`, "/en/live/new"]) {
    for (const { web } of both) {
      await expect.poll(async () => (await request.get(web + path)).text()).toContain(room.title);
    }
  }
});

test("who signed in at one instance is signed in at the other", async ({ signedInAs, other }) => {
  const { cookies } = await (await signedInAs("host")).storageState();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const there = await newRequest.newContext({ baseURL: other.runtime.web, extraHTTPHeaders: { cookie } });
  expect((await (await there.get("/api/auth/session")).json()).user.name).toBeTruthy();
  expect((await there.post("/api/im/usersig", { data: {} })).status()).toBe(200);
  await there.dispose();
});

test("two instances that both send the outbox claim each message once, and the room gets them in order", async ({
  request,
  runtime,
  other,
}) => {
  const room = await openLiveRoom(runtime);
  await expect.poll(() => pendingOf(runtime, room.groupId)).toEqual([]);
  const numbers = Array.from({ length: 30 }, (_, index) => index);
  await withDatabase(runtime, (client) =>
    client.query(
      `INSERT INTO "OutboxEntry" ("lane", "kind", "payload", "nextAttemptAt")
       SELECT $1, 'message.custom', json_build_object('kind', 'message.custom', 'data', json_build_object('number', number)), 'epoch'
       FROM unnest($2::int[]) AS number`,
      [room.groupId, numbers],
    ),
  );
  // A push that was told already changes nothing, but whoever hears of it sends what waits.
  const push = cssCallback(runtime, { event_type: 1, stream_id: room.streamName, sequence: String(room.sequence) });
  for (const { web } of [runtime, other.runtime, runtime, other.runtime]) {
    await request.post(`${web}/api/css/callback`, { data: push });
  }
  await expect.poll(() => pendingOf(runtime, room.groupId)).toEqual([]);
  const attempts = await withDatabase(runtime, (client) =>
    client.query(`SELECT DISTINCT "attempts" FROM "OutboxEntry" WHERE "lane" = $1`, [room.groupId]),
  );
  expect(attempts.rows).toEqual([{ attempts: 1 }]);
  const got = (await customMessages(runtime, room.groupId)).flatMap(({ number }) => (typeof number === "number" ? [number] : []));
  expect(got).toEqual(numbers);
});
