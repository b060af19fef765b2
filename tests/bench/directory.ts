import { rm } from "node:fs/promises";
import { cssCallback } from "../support/sign";
import type { Runtime } from "../support/system";
import { type Metrics, median, note, rounded } from "./benchmark";
import { copyRepository } from "./copy";
import { fillDirectory, signalRoom } from "./directory-rooms";
import { addVariants, variants } from "./directory-variants";
import { type LoadResult, load } from "./load";
import { processesOf } from "./processes";

const FRONT = "/en";
const LIST = "/en/live/all";
const WARM_SECONDS = 2;
const SECONDS = 8;
const CHANGES = 20;
const TURNS = 7;
const TURN_SECONDS = 3;
const LONGEST_LARGE_FILL_MS = 120_000;

export const about =
  "The front page (60 live cards and the sections below) of 10,000 stored rooms, 3,000 of them live, by 16 kept connections for 8 s, " +
  "answers not compressed unless the name says gzip. `static` is the same page with as many frozen cards and no data, `dynamic` is the " +
  "same page with one line changed so that it is rendered for every request (its reads are still cached for 2 s, which favours it); both " +
  "are added to a copy of the app and answered by the same process. `freshMs` is from the answer to a CSS callback that pauses or " +
  "relights a room until a following GET has shown it; `staleAnswers` counts GETs that did not. The projection is what an emptied Redis costs. " +
  "`p50Ratio…` is the front page of 100,000 rooms against that of 100 in a second system, the two asked in turn, and the same for p99; medians of the turns' ratios.";

export async function measure(): Promise<Metrics> {
  const copy = await copyRepository();
  try {
    await addVariants(copy.root);
    note("building a copy of the app");
    const systems = [await copy.startSystem(), await copy.startSystem()] as const;
    try {
      return await measureSizes(systems[0].runtime, systems[1].runtime);
    } finally {
      for (const system of systems) {
        await system.stop();
        await rm(system.dataDir, { recursive: true, force: true });
      }
    }
  } finally {
    await copy.remove();
  }
}

async function measureSizes(runtime: Runtime, smallRuntime: Runtime): Promise<Metrics> {
  const pids = processesOf(runtime);
  const rates = async (path: string, options: { seconds?: number; headers?: Record<string, string> } = {}) => {
    await load(runtime.web + path, { pids, ...options, seconds: WARM_SECONDS });
    return load(runtime.web + path, { pids, seconds: SECONDS, ...options });
  };
  await fillDirectory(smallRuntime, 100);
  const smallFresh = await freshness(smallRuntime);

  const projectionMs = await fillDirectory(runtime, 10_000);
  const cached = await rates(FRONT);
  const still = await rates(variants.still);
  const dynamic = await rates(variants.dynamic);
  const list = await rates(LIST);
  const gzip = await rates(FRONT, { headers: { "accept-encoding": "gzip" } });
  const fresh = await freshness(runtime);

  const largeProjectionMs = await fillLargest(runtime, projectionMs);
  const sizes = largeProjectionMs === null ? null : await compareSizes(runtime, smallRuntime);
  const largeFresh = sizes && (await freshness(runtime));
  return {
    cachedRps: rounded(cached.rps),
    cachedP99Ms: rounded(cached.p99Ms),
    staticRps: rounded(still.rps),
    dynamicRps: rounded(dynamic.rps),
    ratioToStatic: rounded(cached.rps / still.rps),
    ratioToDynamic: rounded(cached.rps / dynamic.rps),
    p50At100RoomsMs: sizes && rounded(median(sizes.map(({ small }) => small.p50Ms))),
    p50At100kRoomsMs: sizes && rounded(median(sizes.map(({ large }) => large.p50Ms))),
    p50Ratio100kTo100: sizes && rounded(median(sizes.map(({ large, small }) => large.p50Ms / small.p50Ms))),
    p99Ratio100kTo100: sizes && rounded(median(sizes.map(({ large, small }) => large.p99Ms / small.p99Ms))),
    freshMs: rounded(fresh.ms),
    staleAnswers: smallFresh.stale + fresh.stale + (largeFresh?.stale ?? 0),
    cachedP50Ms: rounded(cached.p50Ms),
    listRps: rounded(list.rps),
    listP99Ms: rounded(list.p99Ms),
    gzipRps: rounded(gzip.rps),
    freshAt100RoomsMs: rounded(smallFresh.ms),
    freshAt100kRoomsMs: largeFresh && rounded(largeFresh.ms),
    projectionSeconds: rounded(projectionMs / 1000),
    projectionAt100kSeconds: largeProjectionMs === null ? null : rounded(largeProjectionMs / 1000),
  };
}

/** The front pages of both systems in turn, so that what else the machine does meets both. */
async function compareSizes(largeRuntime: Runtime, smallRuntime: Runtime): Promise<{ large: LoadResult; small: LoadResult }[]> {
  const ask = (runtime: Runtime) => load(runtime.web + FRONT, { pids: processesOf(runtime), seconds: TURN_SECONDS });
  const turns: { large: LoadResult; small: LoadResult }[] = [];
  await Promise.all([ask(largeRuntime), ask(smallRuntime)]);
  for (let turn = 0; turn < TURNS; turn++) turns.push({ large: await ask(largeRuntime), small: await ask(smallRuntime) });
  return turns;
}

/** 100,000 rooms, unless ten times the time of 10,000 says that it takes too long here. */
async function fillLargest(runtime: Runtime, projectionMs: number): Promise<number | null> {
  if (projectionMs * 10 > LONGEST_LARGE_FILL_MS) {
    note("100,000 rooms are left out: the projection would take more than two minutes here");
    return null;
  }
  return fillDirectory(runtime, 100_000);
}

/** Pauses and relights a room as CSS would tell it, and looks whether the very next answer of both lists knows. */
async function freshness(runtime: Runtime): Promise<{ ms: number; stale: number }> {
  const times: number[] = [];
  let stale = 0;
  let sequence = Date.now();
  await sendPush(runtime, 1, sequence);
  for (let change = 0; change < CHANGES; change++) {
    const pauses = change % 2 === 0;
    await Promise.all([isListed(runtime, "/en/paused"), isListed(runtime, LIST)]);
    if (!pauses) sequence += 1;
    await sendPush(runtime, pauses ? 0 : 1, sequence);
    const answeredMs = performance.now();
    while (!(await isListed(runtime, pauses ? "/en/paused" : LIST))) {
      stale += 1;
      if (performance.now() - answeredMs > 10_000)
        throw new Error("a change of status is not on the directory after ten seconds");
    }
    times.push(performance.now() - answeredMs);
    if (await isListed(runtime, pauses ? LIST : "/en/paused")) stale += 1;
  }
  await sendPush(runtime, 0, sequence);
  note(
    `a change is shown after ${median(times).toFixed(0)} ms (at most ${Math.max(...times).toFixed(0)}), ${stale} stale answers`,
  );
  return { ms: median(times), stale };
}

async function sendPush(runtime: Runtime, type: 0 | 1, sequence: number): Promise<void> {
  const event = cssCallback(runtime, { event_type: type, stream_id: signalRoom.streamName, sequence: String(sequence) });
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${runtime.web}/api/css/callback`, { method: "POST", headers, body: JSON.stringify(event) });
  if (answer.status !== 200) throw new Error(`css callback: ${answer.status}`);
}

async function isListed(runtime: Runtime, path: string): Promise<boolean> {
  return (await (await fetch(runtime.web + path)).text()).includes(signalRoom.title);
}
