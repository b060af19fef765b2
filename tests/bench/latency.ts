import { rm } from "node:fs/promises";
import type { Browser, Page } from "@playwright/test";
import { openRoom } from "../support/rooms";
import { pushUrl } from "../support/sign";
import { type Runtime, startSystem } from "../support/system";
import { barcode, startClockEncoder } from "./barcode";
import { type Metrics, median, note, percentile, rounded, sleep } from "./benchmark";
import { launchBrowser } from "./browser";
import { processesOf, watchCpu } from "./processes";

const VISITS = 5;
/** The player needs about two seconds to catch up with the present. */
const CATCH_UP_MS = 5_000;
const WATCH_MS = 4_000;

export const about =
  "ffmpeg pushes 640x360 at 25 frames a second with keyframes every two seconds over RTMP; every frame carries the wall clock as bars. " +
  "The product's own room page plays it in Chromium, where each shown frame is read back: drawn until shown, encoding included. Five " +
  "visits, each watched for four seconds after five seconds of catching up. `firstFrameMs` is from the start of the navigation to the " +
  "first frame. HLS and WebRTC are not there yet.";

export async function measure(): Promise<Metrics> {
  const system = await startSystem();
  try {
    const { runtime } = system;
    const room = await openRoom(runtime);
    const encoder = startClockEncoder(pushUrl(runtime, room.streamName));
    try {
      await untilLive(runtime, room.id);
      const cpu = watchCpu(processesOf(runtime));
      const visits = await watchRoom(`${runtime.web}/en/rooms/${room.id}`);
      const { serverCpuPercent, generatorCpuPercent } = cpu();
      note(`server ${serverCpuPercent ?? "?"} % CPU, this process ${generatorCpuPercent} % (without ffmpeg and Chromium)`);
      const ages = visits.flatMap((visit) => visit.ages);
      return {
        flvP50Ms: rounded(median(ages)),
        hlsP50Ms: null,
        trtcP50Ms: null,
        trtcP95Ms: null,
        flvP95Ms: rounded(percentile(ages, 0.95)),
        firstFrameMs: rounded(median(visits.map((visit) => visit.firstFrameMs))),
        frames: ages.length,
      };
    } finally {
      await encoder.stop();
    }
  } finally {
    await system.stop();
    await rm(system.dataDir, { recursive: true, force: true });
  }
}

async function untilLive(runtime: Runtime, roomId: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const answer = await fetch(`${runtime.web}/api/rooms/${roomId}`);
    if ((await answer.json()).pullUrl) return;
    if (Date.now() > deadline) throw new Error("the room did not become live");
    await sleep(100);
  }
}

interface Visit {
  firstFrameMs: number;
  /** Of each frame that was shown: how long ago it was drawn. */
  ages: number[];
}

async function watchRoom(address: string): Promise<Visit[]> {
  const browser = await launchBrowser();
  try {
    const visits: Visit[] = [];
    for (let visit = 0; visit < VISITS; visit++) visits.push(await visitRoom(browser, address));
    return visits;
  } finally {
    await browser.close();
  }
}

async function visitRoom(browser: Browser, address: string): Promise<Visit> {
  const context = await browser.newContext();
  await context.addInitScript("globalThis.__name = (value) => value"); // tsx names functions with it, also those sent to a page
  const page = await context.newPage();
  await page.goto(address, { waitUntil: "commit" });
  const mark = await page.waitForFunction(() => performance.getEntriesByName("player:first-frame")[0]?.startTime, null, {
    timeout: 20_000,
  });
  const firstFrameMs = Number(await mark.jsonValue());
  await sleep(CATCH_UP_MS);
  const ages = await readAges(page);
  note(`first frame after ${firstFrameMs.toFixed(0)} ms, then ${ages.length} frames, ${median(ages).toFixed(0)} ms old`);
  if (ages.length === 0) throw new Error("no frame could be read");
  await context.close();
  return { firstFrameMs, ages };
}

/** Reads the clock of each frame at the moment it is shown. A frame whose second row is not the inverse of the first is left out. */
function readAges(page: Page): Promise<number[]> {
  return page.evaluate(
    ({ bits, cell, height, width, watchMs }) =>
      new Promise<number[]>((resolve, reject) => {
        const video = document.querySelector("video");
        const canvas = Object.assign(document.createElement("canvas"), { width, height: 2 * height });
        const context = canvas.getContext("2d", { willReadFrequently: true });
        if (!video || !context) return reject(new Error("no video"));
        const ages: number[] = [];
        const endMs = Date.now() + watchMs;
        const onFrame = () => {
          const nowMs = Date.now();
          context.drawImage(video, 0, 0, width, 2 * height, 0, 0, width, 2 * height);
          const { data } = context.getImageData(0, 0, width, 2 * height);
          const isBright = (bit: number, row: number) =>
            (data[4 * ((row * height + height / 2) * width + bit * cell + cell / 2)] ?? 0) > 127;
          let clock = 0;
          let isWhole = true;
          for (let bit = 0; bit < bits; bit++) {
            if (isBright(bit, 0)) clock += 2 ** bit;
            isWhole &&= isBright(bit, 0) !== isBright(bit, 1);
          }
          if (isWhole) ages.push((nowMs % 2 ** bits) - clock);
          if (nowMs < endMs) video.requestVideoFrameCallback(onFrame);
          else resolve(ages);
        };
        video.requestVideoFrameCallback(onFrame);
        setTimeout(() => resolve(ages), watchMs + 2_000);
      }),
    { ...barcode, watchMs: WATCH_MS },
  );
}
