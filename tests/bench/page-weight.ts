import { rm } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import type { Browser, Page, Response } from "@playwright/test";
import { openLiveRoom } from "../support/rooms";
import { type Runtime, startSystem } from "../support/system";
import { type Metrics, median, note, rounded } from "./benchmark";
import { launchBrowser } from "./browser";

const ROUNDS = 5;
const SLOWDOWN = 4;
const SETTLE_MS = 2_000;
/** Events shorter than this are not reported by Chromium; an interaction without one counts as this long. */
const SHORTEST_EVENT_MS = 16;

export const about =
  "The script that a page loads by itself, each file gzipped, in kB of 1000 bytes: the front page, and a live room's page with what it loads within two " +
  `seconds (the chat SDK is part of that). LCP, CLS and INP in Chromium with a processor ${SLOWDOWN} times slower, a phone's window of 390 by 844, an empty cache, ` +
  `the server on the same machine; medians of ${ROUNDS} loads. INP is the longest of ten interactions of a load: the theme switched, and the account's area focused by keys.`;

export async function measure(): Promise<Metrics> {
  const system = await startSystem();
  const browser = await launchBrowser();
  try {
    return await measurePages(system.runtime, browser);
  } finally {
    await browser.close();
    await system.stop();
    await rm(system.dataDir, { recursive: true, force: true });
  }
}

async function measurePages({ web, ...rest }: Runtime, browser: Browser): Promise<Metrics> {
  const room = await openLiveRoom({ web, ...rest });
  const front = `${web}/en`;
  const directory = await scriptsOf(browser, front);
  const roomScripts = await scriptsOf(browser, `${web}/en/rooms/${room.id}`);
  for (const { name, bytes } of directory) note(`${name}: ${(bytes / 1000).toFixed(1)} kB`);
  const loads: Vitals[] = [];
  for (let round = 0; round < ROUNDS; round++) loads.push(await vitalsOf(browser, front));
  const middle = (pick: (load: Vitals) => number) => rounded(median(loads.map(pick)));
  return {
    directoryKb: kilobytes(directory),
    roomKb: kilobytes(roomScripts),
    lcpMs: middle((load) => load.lcpMs),
    cls: middle((load) => load.cls),
    inpMs: middle((load) => load.inpMs),
    directoryFiles: directory.length,
    roomFiles: roomScripts.length,
  };
}

interface Script {
  name: string;
  bytes: number;
}

function kilobytes(scripts: readonly Script[]): number {
  return rounded(scripts.reduce((sum, { bytes }) => sum + bytes, 0) / 1000);
}

/** The scripts that a page loads until the network has been quiet, with their gzipped sizes. */
async function scriptsOf(browser: Browser, address: string): Promise<Script[]> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const web = new URL(address).origin;
  const addresses = new Set<string>();
  const take = (response: Response) => {
    const isScript = response.request().resourceType() === "script" && response.ok();
    if (isScript && response.url().startsWith(web)) addresses.add(response.url()); // a worker made by a script is part of it
  };
  page.on("response", take);
  await page.goto(address, { waitUntil: "load" });
  await page.waitForTimeout(SETTLE_MS); // scripts that a page asks for a while after it is loaded count too
  await context.close();
  // Asked for once more, because the browser does not give the bodies of all that it loaded ahead.
  const sizes = await Promise.all([...addresses].map(sizeOf));
  return sizes.sort((one, two) => two.bytes - one.bytes);
}

async function sizeOf(address: string): Promise<Script> {
  const body = Buffer.from(await (await fetch(address)).arrayBuffer());
  return { name: new URL(address).pathname, bytes: gzipSync(body).length };
}

interface Vitals {
  lcpMs: number;
  cls: number;
  inpMs: number;
}

type VitalsWindow = { vitals: { lcpMs: number; cls: number; eventsMs: number[] } };

async function vitalsOf(browser: Browser, address: string): Promise<Vitals> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  await page.addInitScript(OBSERVE);
  await page.goto(address, { waitUntil: "load" });
  await page.waitForTimeout(1_000); // what paints late counts too; a benchmark may wait, a test may not
  await interact(page);
  const { lcpMs, cls, eventsMs } = await page.evaluate(() => (window as unknown as VitalsWindow).vitals);
  await context.close();
  const vitals = { lcpMs, cls, inpMs: Math.max(SHORTEST_EVENT_MS, ...eventsMs) };
  note(`LCP ${lcpMs.toFixed(0)} ms, CLS ${cls.toFixed(4)}, INP ${vitals.inpMs} ms`);
  return vitals;
}

/** Runs in the page, before anything else. A text, because the loader of this file adds helpers that a page does not have. */
const OBSERVE = `
  window.vitals = { lcpMs: 0, cls: 0, eventsMs: [] };
  const watch = (type, take, options) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...options });
  watch("largest-contentful-paint", (entry) => { vitals.lcpMs = entry.startTime; });
  watch("layout-shift", (entry) => { if (!entry.hadRecentInput) vitals.cls += entry.value; });
  watch("event", (entry) => { if (entry.interactionId) vitals.eventsMs.push(entry.duration); }, { durationThreshold: ${SHORTEST_EVENT_MS} });
`;

async function interact(page: Page): Promise<void> {
  const themes = page.locator('header[data-frame="header"] button');
  for (let time = 0; time < 5; time++) {
    await themes.first().tap();
    await page.keyboard.press("Tab");
    await page.waitForTimeout(200); // a person's pace: the next press must not queue behind this one
  }
}
