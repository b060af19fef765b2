import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { APIRequestContext } from "@playwright/test";
import { newId } from "../../../lib/ids";
import { listKey, roomKey } from "../../../lib/keys";
import { roomsAnswer } from "../../../lib/rooms/schema";
import { expect, test } from "../../support/fixtures";
import { redisCommand } from "../../support/redis";
import { openRoom, withDatabase } from "../../support/rooms";
import type { Runtime } from "../../support/system";

const run = promisify(execFile);

/** An address of its own, because how often one may search is counted by address. */
const someone = () => ({ "x-forwarded-for": `test-${newId()}` });

const search = async (request: APIRequestContext, q: string) => {
  const answer = await request.get("/api/rooms", { params: { q }, headers: someone() });
  expect(answer.status()).toBe(200);
  return roomsAnswer.parse(await answer.json()).rooms.map(({ id }) => id);
};

test("a list is read on by its cursor, as JSON and as pages, and no room is shown twice or left out", async ({
  request,
  runtime,
}) => {
  const mine = await endedRooms(runtime, 130);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await request.get("/api/rooms", { params: { list: "ended", ...(cursor ? { cursor } : {}) } });
    const answer = roomsAnswer.parse(await page.json());
    seen.push(...answer.rooms.map(({ id }) => id));
    cursor = answer.next;
  } while (cursor);
  expect(new Set(seen).size).toBe(seen.length);
  for (const id of mine) expect(seen).toContain(id);

  const first = await (await request.get("/en/ended")).text();
  const next = /href="(\/en\/ended\/2\/[\w.-]+)"/.exec(first)?.[1] ?? "";
  expect((await request.get(next)).status()).toBe(200);
  expect((await request.get(`${next}x`)).status()).toBe(404);
  expect(await (await request.get(next)).text()).toContain(`<link rel="canonical" href="${runtime.web}/en/ended/2"/>`);
});

test("what nobody asks for by accident gets a clear refusal", async ({ request }) => {
  const refused = [
    ["page=-1", "form"],
    ["cursor=forged", "cursor"],
    [`cursor=${"x".repeat(10_240)}`, "cursor"],
    ["category=unknown", "category"],
    ["list=ended&category=music", "category"],
    [`q=${"あ".repeat(101)}`, "q"],
    ["q=%E2%80%AEabc", "q"],
  ] as const;
  for (const [query, field] of refused) {
    const answer = await request.get(`/api/rooms?${query}`, { headers: { "accept-language": "ja" } });
    const { error } = await answer.json();
    expect([query.slice(0, 40), answer.status(), error.code, Object.keys(error.fields)]).toEqual([
      query.slice(0, 40),
      400,
      "invalid_input",
      [field],
    ]);
    expect(error.message).toMatch(/[ぁ-ん]/);
  }
  for (const path of ["/en/live/unknown", "/en/ended/-1", "/en/ended/2/forged", `/en/ended/2/${"x".repeat(10_240)}`]) {
    expect([path.slice(0, 40), (await request.get(path)).status()]).toEqual([path.slice(0, 40), 404]);
  }
});

test("a thousand different query strings are answered from one stored page", async ({ request }) => {
  const page = `/en/replays`;
  await request.get(page);
  const stored: (string | undefined)[] = [];
  for (let round = 0; round < 20; round++) {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => request.head(`${page}?page=-1&x=${round * 50 + index}`)),
    );
    for (const answer of answers) expect(answer.status()).toBe(200);
    stored.push(...answers.map((answer) => answer.headers()["x-nextjs-cache"]));
  }
  expect(stored).toHaveLength(1_000);
  expect(stored.filter((state) => state === "MISS")).toEqual([]);
});

test("rooms and hosts are found in Japanese, Chinese and English, misspelled too, and a new title at once", async ({
  request,
  runtime,
}) => {
  const room = await openRoom(runtime);
  const word = newId();
  await withDatabase(runtime, (client) =>
    client.query(`UPDATE "Room" SET "title" = $2, "description" = $3 WHERE "id" = $1`, [
      room.id,
      `夜のテンモンダイ ${word}`,
      "今夜的天文台直播",
    ]),
  );
  expect(await search(request, `天文台 ${word}`)).toEqual([room.id]);
  expect(await search(request, `てんもんだい ${word.slice(2, 9)}`)).toEqual([room.id]);
  expect(await search(request, word.toUpperCase())).toEqual([room.id]);
  const middle = Math.floor(word.length / 2);
  expect(await search(request, `${word.slice(0, middle)}_${word.slice(middle + 1)}`)).toContain(room.id);
  expect(await search(request, "%' OR 1=1 --")).toEqual([]);

  const page = await request.get("/ja/search", { params: { q: word }, headers: someone() });
  expect(await page.text()).toContain(`/ja/rooms/${room.id}`);
  const long = await request.get("/ja/search", { params: { q: "x".repeat(2_000) }, headers: someone() });
  expect(await long.text()).toContain("100文字まで");
});

test("a search for too much, for characters that hide something, or for two things is told in one sentence", async ({
  request,
}) => {
  const answer = async (query: string) => (await request.get(`/en/search?${query}`, { headers: someone() })).text();
  const tooLong = await answer(`q=${"a".repeat(101)}`);
  expect(tooLong).toContain("At most 100 characters can be searched for.");
  expect(tooLong).toContain("a".repeat(101)); // what was typed is not lost
  for (const query of ["q=%E2%80%AEmoor", "q=a&q=b", `q=a${"%CC%81".repeat(40)}`]) {
    expect([query, await answer(query)]).toEqual([query, expect.stringContaining("These characters cannot be searched for.")]);
  }
});

test("one address cannot search without end", async ({ request }) => {
  const headers = someone();
  const ask = async () => (await request.get("/api/rooms?q=room", { headers })).status();
  await expect
    .poll(async () => (await Promise.all(Array.from({ length: 41 }, ask))).filter((status) => status === 429).length)
    .toBeGreaterThan(0);
  const page = await request.get("/en/search?q=room", { headers });
  expect(await page.text()).toContain("many searches at once");
});

test("crawlers and feed readers get the same rooms", async ({ request, runtime }) => {
  const room = await openRoom(runtime, { scheduledAt: new Date(Date.now() + 1_000) });
  await expect.poll(async () => (await request.get("/feed.xml")).text()).toContain(`/rooms/${room.id}`);
  const index = await (await request.get("/sitemap.xml")).text();
  expect(index).toContain(`${runtime.web}/sitemap.xml?list=upcoming&amp;part=1`);
  const map = await (await request.get("/sitemap.xml?list=upcoming&part=1")).text();
  expect(map).toContain(`<loc>${runtime.web}/zh/rooms/${room.id}</loc>`);
  expect((await request.get("/sitemap.xml?list=upcoming&part=-1")).status()).toBe(400);
  expect(await (await request.get("/robots.txt")).text()).toContain(`Sitemap: ${runtime.web}/sitemap.xml`);

  const page = await (await request.get(`/en/rooms/${room.id}`)).text();
  expect(page).toContain(`<link rel="canonical" href="${runtime.web}/en/rooms/${room.id}"/>`);
  for (const language of ["ja", "en", "zh-Hans", "x-default"]) expect(page).toContain(`hrefLang="${language}"`);
  const picture = /property="og:image" content="([^"]+)"/.exec(page)?.[1] ?? "";
  const answer = await request.get(picture);
  expect([answer.status(), answer.headers()["content-type"]]).toEqual([200, "image/jpeg"]);
});

test("the checker names what Redis has wrong, and a rebuild mends it", async ({ runtime }) => {
  test.setTimeout(90_000);
  const [lost, changed, misplaced] = [await openRoom(runtime), await openRoom(runtime), await openRoom(runtime)];
  const ghost = newId();
  // Upkeep writes again what changed within a minute; these have not.
  await withDatabase(runtime, (client) =>
    client.query(`UPDATE "Room" SET "updatedAt" = now() - interval '1 hour' WHERE "id" = ANY($1)`, [
      [lost.id, changed.id, misplaced.id],
    ]),
  );
  await redisCommand(runtime, "DEL", roomKey(lost.id));
  const record = (await redisCommand(runtime, "GET", roomKey(changed.id))) as string;
  await redisCommand(runtime, "SET", roomKey(changed.id), record.replace(changed.title, "Another title"));
  await redisCommand(runtime, "ZADD", listKey("popular"), 1, misplaced.id);
  await redisCommand(runtime, "ZADD", listKey("ended"), 1, ghost);

  const before = await directory(runtime);
  expect(before.code).toBe(1);
  expect(before.output).toContain(`room ${lost.id} has no record`);
  expect(before.output).toContain(`room ${changed.id} has another title`);
  expect(before.output).toContain(`room ${misplaced.id} is in rooms:popular, where it does not belong`);
  expect(before.output).toContain(`room ${ghost} is in rooms:ended, but does not exist`);

  const after = (await directory(runtime, "--rebuild")).output.split("The projection was built anew.")[1];
  expect(after).toContain("rooms compared");
  for (const id of [lost.id, changed.id, misplaced.id, ghost]) expect(after).not.toContain(id);
});

/** Runs `npm run directory` against the system, and gives what it said and how it ended. */
async function directory(runtime: Runtime, ...flags: string[]): Promise<{ code: number; output: string }> {
  const stores = {
    DATABASE_URL: runtime.database,
    UPSTASH_REDIS_REST_URL: runtime.redis.url,
    UPSTASH_REDIS_REST_TOKEN: runtime.redis.token,
  };
  const command = ["run", "--silent", "directory", "--", ...flags];
  return run("npm", command, { env: { ...process.env, ...stores } }).then(
    ({ stdout }) => ({ code: 0, output: stdout }),
    ({ code, stdout, stderr }) => ({ code, output: `${stdout}${stderr}` }),
  );
}

/** Ended rooms, stored at once and read into Redis by asking for each. */
async function endedRooms(runtime: Runtime, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  await withDatabase(runtime, (client) =>
    client.query(
      `INSERT INTO "Room" ("id", "hostId", "title", "category", "language", "streamName", "groupId", "status", "stoppedBy")
       SELECT id, (SELECT "id" FROM "User" WHERE "role" = 'host' LIMIT 1), 'Room ' || id, 'talk', 'en', 's' || id, 'room_' || id, 'ended', 'host'
       FROM unnest($1::text[]) AS id`,
      [ids],
    ),
  );
  for (let from = 0; from < count; from += 20) {
    const part = ids.slice(from, from + 20);
    await Promise.all(part.map((id) => fetch(`${runtime.web}/api/rooms/${id}`)));
  }
  return ids;
}
