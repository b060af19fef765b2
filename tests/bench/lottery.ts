import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import type { Client } from "pg";
import { newId } from "../../lib/ids";
import { entryTag, recheckDraw } from "../../lib/lottery/draw";
import { lotteryProof } from "../../lib/lottery/schema";
import { openRoom, withDatabase } from "../support/rooms";
import { startSystem } from "../support/system";
import { type Metrics, note, rounded, sleep } from "./benchmark";
import { launchBrowser } from "./browser";

const ENTRIES = 100_000;
const WINNERS = 30;
const BATCH = 10_000;

export const about =
  "A lottery with 100,000 entries on the running system with the embedded database. Draw: from closing the entries, with marking who " +
  "cannot win, until the winners and the message to the room are committed. Recheck: the whole public proof drawn again, in " +
  "Node.js (`recheckMs`) and in Chromium (`browserRecheckMs`), without fetching it.";

export async function measure(): Promise<Metrics> {
  const system = await startSystem();
  const { runtime } = system;
  try {
    const room = await openRoom(runtime);
    const lotteryId = newId();
    await withDatabase(runtime, (client) => fill(client, room.id, lotteryId));
    note(`${ENTRIES} entries stored`);
    const drawMs = await withDatabase(runtime, async (client) => {
      await client.query(`UPDATE "Lottery" SET "closesAt" = now() - interval '10 seconds' WHERE "id" = $1`, [lotteryId]);
      return drawTime(client, lotteryId);
    });
    const proof = lotteryProof.parse(await (await fetch(`${runtime.web}/api/lotteries/${lotteryId}/proof`)).json());
    const startedMs = performance.now();
    const checks = recheckDraw(proof);
    const recheckMs = performance.now() - startedMs;
    if (!Object.values(checks).every(Boolean)) throw new Error("the recheck does not agree");
    return {
      entries: ENTRIES,
      drawMs: rounded(drawMs),
      recheckMs: rounded(recheckMs),
      browserRecheckMs: rounded(await recheckInBrowser(`${runtime.web}/en/lotteries/${lotteryId}`)),
    };
  } finally {
    await system.stop();
    await rm(system.dataDir, { recursive: true, force: true });
  }
}

/** An open lottery with its entries, each of a person of its own. */
async function fill(client: Client, roomId: string, lotteryId: string): Promise<void> {
  const seed = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("hex");
  await client.query(
    `INSERT INTO "Lottery" ("id", "requestId", "roomId", "sessionId", "keyword", "match", "prize", "winnerCount", "seed",
       "commitment", "openedAt", "closesAt")
     VALUES ($1, $1, $2, 'none', 'lantern', 'equals', 'A cup', $3, $4, $5, now(), now() + interval '1 hour')`,
    [lotteryId, roomId, WINNERS, seed, createHash("sha256").update(Buffer.from(seed, "hex")).digest("hex")],
  );
  for (let stored = 0; stored < ENTRIES; stored += BATCH) {
    const ids = Array.from({ length: BATCH }, () => newId());
    await client.query(`INSERT INTO "User" ("id", "email", "name") SELECT id, id, id FROM unnest($1::text[]) AS id`, [ids]);
    await client.query(
      `INSERT INTO "LotteryEntry" ("lotteryId", "userId", "tag", "sequence", "enteredAt")
       SELECT $1, entry.*, 0, now() FROM unnest($2::text[], $3::text[]) AS entry("userId", "tag")`,
      [lotteryId, ids, ids.map((id) => entryTag(lotteryId, id))],
    );
  }
}

/** From the last moment at which the lottery was seen open until it is seen drawn. */
async function drawTime(client: Client, lotteryId: string): Promise<number> {
  let openAtMs = performance.now();
  for (;;) {
    const rows = await client.query(`SELECT "status" FROM "Lottery" WHERE "id" = $1`, [lotteryId]);
    const { status } = rows.rows[0];
    if (status === "drawn") return performance.now() - openAtMs;
    if (status === "open") openAtMs = performance.now();
    await sleep(1);
  }
}

async function recheckInBrowser(address: string): Promise<number> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(address);
    await page.getByRole("button", { name: "Recheck in this browser" }).click();
    const text = await page.locator("[data-recheck=agrees] + p").textContent({ timeout: 60_000 });
    return Number(/([\d,]+) ms/.exec(text ?? "")?.[1]?.replaceAll(",", ""));
  } finally {
    await browser.close();
  }
}
