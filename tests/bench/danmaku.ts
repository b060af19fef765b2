import path from "node:path";
import type { Page } from "@playwright/test";
import { build } from "esbuild";
import { type Metrics, median, note, rounded } from "./benchmark";
import { launchBrowser } from "./browser";
import type { DanmakuBench, EngineName } from "./danmaku-page";
import { cpuSeconds, descendantsOf } from "./processes";

const ROOT = path.resolve(import.meta.dirname, "../..");
const ENGINES: readonly EngineName[] = ["hiroba", "canvas", "dom"];
const ROUNDS = 3;
const SECONDS = 5;
const AT_ONCE = 500;

export const about =
  "Chromium without a graphics card, a stage of 1280 by 720, texts of 24 pixels with an edge, one crossing in nine seconds, every message shown and " +
  `free to meet others. Frames a second with 200 and 1,000 messages on the stage, counted for ${SECONDS} s after one crossing, and the processor time that all of ` +
  "Chromium's processes took for one of them, which other work on the machine changes less; `longestTaskMs` is the " +
  `longest time in which nothing else could run on the page after ${AT_ONCE} messages came at once. Peers: the npm package \`danmaku\` with its DOM and ` +
  `its canvas engine; the three alternate, medians of ${ROUNDS} rounds. A page makes at most 60 frames a second.`;

interface Figures {
  fps200: number;
  fps1000: number;
  longestTaskMs: number;
  cpuMsPerFrame200: number | null;
  cpuMsPerFrame1000: number | null;
}

type BenchWindow = { bench: DanmakuBench };

export async function measure(): Promise<Metrics> {
  const script = await bundlePage();
  const browser = await launchBrowser();
  const rounds: Record<EngineName, Figures[]> = { hiroba: [], canvas: [], dom: [] };
  try {
    for (let round = 0; round < ROUNDS; round++) {
      for (const name of ENGINES) {
        const page = await browser.newPage({ viewport: { width: 1_280, height: 720 } });
        await page.setContent("<!doctype html><style>body { margin: 0 }</style>");
        await page.addScriptTag({ content: script });
        const figures = await measureEngine(page, name);
        rounds[name].push(figures);
        note(
          `${name}: ${Object.entries(figures)
            .map(([figure, value]) => `${figure} ${value?.toFixed(1)}`)
            .join(", ")}`,
        );
        await page.close();
      }
    }
  } finally {
    await browser.close();
  }
  const { hiroba, canvas, dom } = rounds;
  return { ...medians(hiroba), peers: { canvas: medians(canvas), dom: medians(dom) } };
}

async function measureEngine(page: Page, name: EngineName): Promise<Figures> {
  const longestTaskMs = await page.evaluate(
    ([engine, count]) => (window as unknown as BenchWindow).bench.longestTask(engine, count, 3),
    [name, AT_ONCE] as const,
  );
  const few = await measureFrames(page, name, 200);
  const many = await measureFrames(page, name, 1_000);
  return { fps200: few.fps, fps1000: many.fps, longestTaskMs, cpuMsPerFrame200: few.cpuMs, cpuMsPerFrame1000: many.cpuMs };
}

async function measureFrames(page: Page, name: EngineName, onScreen: number): Promise<{ fps: number; cpuMs: number | null }> {
  await page.evaluate(([engine, count]) => (window as unknown as BenchWindow).bench.fill(engine, count), [
    name,
    onScreen,
  ] as const);
  const browser = descendantsOf(process.pid);
  const before = cpuSeconds(browser);
  const { frames, passedMs } = await page.evaluate(
    (seconds) => (window as unknown as BenchWindow).bench.countFrames(seconds),
    SECONDS,
  );
  const after = cpuSeconds(browser);
  await page.evaluate(() => (window as unknown as BenchWindow).bench.end());
  const cpuMs = before === null || after === null ? null : ((after - before) * 1_000) / frames;
  return { fps: (frames / passedMs) * 1_000, cpuMs };
}

function medians(rounds: readonly Figures[]): Metrics {
  const names = Object.keys(rounds[0] ?? {}) as (keyof Figures)[];
  const of = (name: keyof Figures) => rounds.flatMap((one) => one[name] ?? []);
  return Object.fromEntries(names.map((name) => [name, of(name).length === 0 ? null : rounded(median(of(name)))]));
}

/** The engines as plain JavaScript for a page. */
async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: ["tests/bench/danmaku-page.ts"],
    bundle: true,
    write: false,
    format: "iife",
    minify: true,
  });
  return outputFiles[0]?.text ?? "";
}
