import { newId } from "../../lib/ids";
import { entryTag, recheckDraw } from "../../lib/lottery/draw";
import { crash } from "../support/crash";
import { expect, test } from "../support/fixtures";
import { addPeople, openLottery, proofOf, tellSent } from "../support/lotteries";
import { openLiveRoom, withDatabase } from "../support/rooms";
import { type Runtime, startSystem } from "../support/system";
import { newViewer } from "../support/viewers";

const CROWD = 20_000;
const WINNERS = 5;
const ENTRIES_BETWEEN = 20;

/** Entries of a crowd, so that the draw takes long enough to be killed in the middle. */
async function enterCrowd(runtime: Runtime, lotteryId: string): Promise<void> {
  const ids = Array.from({ length: CROWD }, () => newId());
  const tags = ids.map((id) => entryTag(lotteryId, id));
  await withDatabase(runtime, async (client) => {
    await client.query(
      `INSERT INTO "User" ("id", "email", "name") SELECT id, id || '@example.com', 'c' || id FROM unnest($1::text[]) AS id`,
      [ids],
    );
    await client.query(
      `INSERT INTO "LotteryEntry" ("lotteryId", "userId", "tag", "sequence", "enteredAt")
       SELECT $1, one.*, 0, now() FROM unnest($2::text[], $3::text[]) AS one("userId", "tag")`,
      [lotteryId, ids, tags],
    );
  });
}

test("kill -9 of app, Redis and database while people enter and while winners are drawn loses no entry and draws once", async ({
  request,
}) => {
  test.setTimeout(300_000);
  const system = await startSystem();
  const { runtime } = system;
  const room = await openLiveRoom(runtime);
  const host = await newViewer(runtime, { role: "host" });
  await withDatabase(runtime, (client) => client.query(`UPDATE "Room" SET "hostId" = $1 WHERE "id" = $2`, [host.id, room.id]));
  const lottery = await openLottery(host.http, room.id, { winnerCount: WINNERS, durationSeconds: 300 });
  await enterCrowd(runtime, lottery.id);
  const people = await addPeople(runtime, 4_000);

  const acknowledged: string[] = [];
  let isOver = false;
  const talk = async () => {
    for (let person = people.pop(); person && !isOver; ) {
      if (await tellSent(runtime, room, person, "灯り")) {
        acknowledged.push(person);
        person = people.pop();
      } else await new Promise((resolve) => setTimeout(resolve, 100)); // the page says that the entry is missing: once more
    }
  };
  const talkers = [talk(), talk(), talk()];
  for (const name of ["web", "redis", "postgres", "web"]) {
    const before = acknowledged.length;
    await expect.poll(() => acknowledged.length, { timeout: 30_000 }).toBeGreaterThan(before + ENTRIES_BETWEEN);
    await crash(system, [name]);
  }
  isOver = true;
  await Promise.all(talkers);
  expect(Date.now()).toBeLessThan(lottery.closesAtMs);
  await withDatabase(runtime, (client) =>
    client.query(`UPDATE "Lottery" SET "closesAt" = $2 WHERE "id" = $1`, [lottery.id, new Date()]),
  );

  const status = () =>
    withDatabase(runtime, async (client) => {
      const rows = await client.query(`SELECT "status" FROM "Lottery" WHERE "id" = $1`, [lottery.id]);
      return rows.rows[0]?.status;
    }).catch(() => "away");
  await expect.poll(status, { timeout: 60_000, intervals: [5] }).not.toBe("open");
  await crash(system, ["web"]);
  await crash(system, ["postgres"]);

  const proof = await proofOf(request, runtime.web, lottery.id);
  // The end was moved above, which the promise tells.
  expect(recheckDraw(proof)).toEqual({ commitment: false, entries: true, winners: true });
  const tags = new Set(proof.entries.split("\n"));
  expect(tags.size - 1).toBeGreaterThanOrEqual(CROWD + acknowledged.length);
  expect(acknowledged.filter((person) => !tags.has(entryTag(lottery.id, person)))).toEqual([]);
  await expect
    .poll(() =>
      withDatabase(runtime, async (client) => {
        const won = await client.query(`SELECT "place" FROM "LotteryEntry" WHERE "place" IS NOT NULL ORDER BY "place"`);
        const told = await client.query(
          `SELECT "payload"->'data'->'lottery'->>'status' AS status, "acceptedAt" IS NOT NULL AS told FROM "OutboxEntry"
           WHERE "payload"->'data'->>'type' = 'room.lottery' ORDER BY "id"`,
        );
        return { places: won.rows.map((row) => row.place), told: told.rows };
      }),
    )
    .toEqual({
      places: [1, 2, 3, 4, 5],
      told: [
        { status: "open", told: true },
        { status: "drawn", told: true },
      ],
    });
  await system.stop();
});
