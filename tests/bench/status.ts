import { rm } from "node:fs/promises";
import type { Browser, Page } from "@playwright/test";
import { startInstance } from "../support/instance";
import { openRoom, type TestRoom } from "../support/rooms";
import { cssCallback } from "../support/sign";
import { type Runtime, startSystem } from "../support/system";
import { newViewer } from "../support/viewers";
import { type Metrics, note, percentile, rounded, sleep } from "./benchmark";
import { launchBrowser } from "./browser";

const CHANGES = 40;
/** The first changes find cold code and are not counted. */
const WARM_UP = 4;
const LONGEST_MS = 15_000;
const LISTS = { live: "/en/live/all", paused: "/en/paused" } as const;
type Status = keyof typeof LISTS;

export const about =
  "A host's desk and a viewer's room page in two Chromium contexts of the running system. The host presses Pause and Resume in turn, 40 " +
  "times. `room` is from the click to the change in the viewer's document. `directory` is from the click until a list of the directory, " +
  "loaded anew every 10 ms, has the room in its new state; `otherInstance` is the same list from a second `next start` on the same stores. " +
  "The stream is one that the live service told of, without a picture, so that no decoder takes processor time.";

export async function measure(): Promise<Metrics> {
  const system = await startSystem();
  const other = await startInstance(system.runtime);
  const browser = await launchBrowser();
  try {
    return await measureChanges(browser, system.runtime, other.runtime.web);
  } finally {
    await browser.close();
    await other.stop();
    await system.stop();
    await rm(system.dataDir, { recursive: true, force: true });
  }
}

async function measureChanges(browser: Browser, runtime: Runtime, otherWeb: string): Promise<Metrics> {
  const host = await newViewer(runtime, { role: "host" });
  const room = await openRoom(runtime, { hostId: host.id });
  await light(runtime, room);
  const desk = await open(browser, `${runtime.web}/en/studio/rooms/${room.id}`, host.cookie);
  const watching = await open(browser, `${runtime.web}/en/rooms/${room.id}`);
  await noteChanges(watching);
  const times = { room: [] as number[], directory: [] as number[], otherInstance: [] as number[] };
  for (let change = 0; change < CHANGES + WARM_UP; change++) {
    const [button, status]: [string, Status] = change % 2 === 0 ? ["Take a break", "paused"] : ["Resume", "live"];
    const clickedMs = await click(desk, button);
    const [inRoom, here, there] = await Promise.all([
      changedTo(watching, status),
      listed(`${runtime.web}${LISTS[status]}`, room.title),
      listed(`${otherWeb}${LISTS[status]}`, room.title),
    ]);
    if (change < WARM_UP) continue;
    times.room.push(inRoom - clickedMs);
    times.directory.push(here - clickedMs);
    times.otherInstance.push(there - clickedMs);
    await sleep(100 + ((change * 137) % 400)); // not in step with anything that happens every second
  }
  const metrics: Metrics = {};
  for (const [name, all] of Object.entries(times)) {
    const [p50, p99] = [percentile(all, 0.5), percentile(all, 0.99)];
    note(`${name}: p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`);
    metrics[`${name}P50Ms`] = rounded(p50);
    metrics[`${name}P99Ms`] = rounded(p99);
  }
  return { ...metrics, changes: CHANGES };
}

async function light(runtime: Runtime, room: TestRoom): Promise<void> {
  const body = cssCallback(runtime, { event_type: 1, stream_id: room.streamName, sequence: String(Date.now()) });
  const headers = { "content-type": "application/json" };
  await fetch(`${runtime.web}/api/css/callback`, { method: "POST", headers, body: JSON.stringify(body) });
}

async function open(browser: Browser, address: string, cookie?: { name: string; value: string; url: string }): Promise<Page> {
  const context = await browser.newContext();
  await context.addInitScript("globalThis.__name = (value) => value"); // tsx names functions with it, also those sent to a page
  if (cookie) await context.addCookies([cookie]);
  const page = await context.newPage();
  await page.goto(address);
  await page.locator("[data-chat=live]").waitFor({ timeout: LONGEST_MS });
  return page;
}

/** The page's clock is this process's: all run on one machine. */
async function click(desk: Page, name: string): Promise<number> {
  const button = desk.getByRole("button", { name });
  await button.waitFor();
  await desk.waitForFunction(
    (text) => [...document.querySelectorAll("button")].some((one) => one.textContent?.trim() === text && !one.disabled),
    name,
  );
  return button.evaluate((element: HTMLButtonElement) => {
    const nowMs = Date.now();
    element.click();
    return nowMs;
  });
}

/** Notes in the page when its document last took each status. */
async function noteChanges(page: Page): Promise<void> {
  await page.evaluate(() => {
    const main = document.querySelector<HTMLElement>("[data-page=room]");
    if (!main) throw new Error("no room");
    const seen: { status: string | undefined; atMs: number }[] = [];
    Object.assign(globalThis, { seen });
    new MutationObserver(() => seen.push({ status: main.dataset.status, atMs: Date.now() })).observe(main, {
      attributeFilter: ["data-status"],
    });
  });
}

async function changedTo(page: Page, status: Status): Promise<number> {
  const mark = await page.waitForFunction(
    (wanted) => {
      const { seen } = globalThis as unknown as { seen: { status: string; atMs: number }[] };
      const found = seen.find((one) => one.status === wanted);
      if (found) seen.length = 0;
      return found?.atMs;
    },
    status,
    { timeout: LONGEST_MS },
  );
  return Number(await mark.jsonValue());
}

/** When a page that has the title had arrived. */
async function listed(address: string, title: string): Promise<number> {
  const deadline = Date.now() + LONGEST_MS;
  for (;;) {
    const text = await (await fetch(address)).text();
    if (text.includes(title)) return Date.now();
    if (Date.now() > deadline) throw new Error(`a change of status is not on ${address} after ${LONGEST_MS / 1000} s`);
    await sleep(10);
  }
}
