import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import AxeBuilder from "@axe-core/playwright";
import type { Browser } from "@playwright/test";
import { lotteryProof } from "../../lib/lottery/schema";
import { expect, test } from "../support/fixtures";
import { openLiveRoom, withDatabase } from "../support/rooms";
import type { Runtime } from "../support/system";
import { newViewer, type Viewer } from "../support/viewers";

async function pageOf(browser: Browser, runtime: Runtime, person: Viewer) {
  const context = await browser.newContext({ baseURL: runtime.web });
  await context.addCookies([person.cookie]);
  return context.newPage();
}

/** Runs `npm run lottery:verify`, and gives its output and how it ended. */
async function verify(...args: string[]): Promise<{ output: string; code: number }> {
  const command = ["--import", "tsx", path.resolve(import.meta.dirname, "../../lib/lottery/verify.ts"), ...args];
  return promisify(execFile)(process.execPath, command).then(
    ({ stdout }) => ({ output: stdout, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => ({ output: error.stdout + error.stderr, code: error.code }),
  );
}

test("a host opens a lottery in the studio; a viewer enters with one tap, wins, and rechecks the draw", async ({
  browser,
  runtime,
}, info) => {
  test.setTimeout(150_000);
  const room = await openLiveRoom(runtime);
  const [host, viewer] = [await newViewer(runtime, { role: "host" }), await newViewer(runtime)];
  await withDatabase(runtime, (client) => client.query(`UPDATE "Room" SET "hostId" = $1 WHERE "id" = $2`, [host.id, room.id]));
  const studio = await pageOf(browser, runtime, host);
  await studio.goto(`/en/studio/rooms/${room.id}`);
  const panel = studio.locator("section", { has: studio.getByRole("heading", { name: "Lottery" }) });
  await panel.getByLabel("Prize").fill("A signed teacup");
  await panel.getByLabel("Keyword").fill("(lantern)+");
  await panel.getByLabel("Open for").selectOption({ label: "30 seconds" });

  const watching = await pageOf(browser, runtime, viewer);
  await watching.goto(`/en/rooms/${room.id}`);
  await expect(watching.locator("[data-chat=live]")).toBeVisible();
  await panel.getByRole("button", { name: "Open the lottery" }).click();
  const card = watching.getByRole("region", { name: "Lottery of this room" });
  await expect(card).toContainText("A signed teacup");
  await card.getByRole("button", { name: "Send “(lantern)+”" }).click();
  await expect(card).toContainText("You are in");
  await expect(panel).toContainText("1 person");
  const violations = (await new AxeBuilder({ page: watching }).include("[data-lottery]").analyze()).violations;
  expect(violations.map((one) => one.id)).toEqual([]);

  await expect(card).toContainText("You won", { timeout: 60_000 });
  await expect(panel).toContainText(viewer.name);
  const href = (await card.getByRole("link", { name: "How it was drawn" }).getAttribute("href")) ?? "";
  await watching.goto(href);
  await watching.getByRole("button", { name: "Recheck in this browser" }).click();
  await expect(watching.locator("[data-recheck=agrees]")).toContainText("This browser saw the same promise before the draw");
  await expect(watching.getByRole("main")).toContainText("You are in the list");
  const onPage = (await new AxeBuilder({ page: watching }).include("main").analyze()).violations;
  expect(onPage.map((one) => one.id)).toEqual([]);

  const [download] = await Promise.all([
    watching.waitForEvent("download"),
    watching.getByRole("link", { name: "Download the proof" }).click(),
  ]);
  const file = info.outputPath("proof.json");
  await download.saveAs(file);
  const proof = lotteryProof.parse(JSON.parse(await readFile(file, "utf8")));
  const byAddress = await verify(`${runtime.web}${href}`, "--promised", proof.commitment);
  expect(byAddress.output).toContain("Everything agrees.");
  expect(byAddress.code).toBe(0);
  expect((await verify(file)).code).toBe(0);
  const otherPromise = await verify(file, "--promised", "0".repeat(64));
  expect(otherPromise.output).toContain("This draw cannot be trusted.");
  expect(otherPromise.code).toBe(1);
  expect((await verify(`${runtime.web}/en/lotteries/000000000000`)).code).toBe(2);
});
