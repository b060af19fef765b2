import type { Clip } from "../../emulators/live/channel/clip";
import { type Metrics, median, note, rounded, sleep } from "./benchmark";
import { heavyClip, pushClip } from "./live-push";
import { measureRemux } from "./live-remux";
import { type LiveServer, type LiveServerKind, startLiveServer } from "./live-servers";
import { watchFlv } from "./live-viewers";
import { cpuSeconds, memoryMb } from "./processes";

const BITS_PER_SECOND = 2_000_000;
const VIEWERS = [1, 20, 100] as const;
const SECONDS = 8;
const SETTLE_MS = 2_500;
const STALLED = 20;
const STALLED_BITS_PER_SECOND = 20_000_000;
const STALLED_SETTLE_MS = 6_000;
const STALLED_SECONDS = 8;
const REMUX_MINUTES = [1, 10] as const;
const KINDS: readonly LiveServerKind[] = ["hiroba", "nodeMediaServer", "hirobaBare"];

export const about =
  `One publisher of 2 Mb/s (25 frames a second, a key frame every two), and 1, 20 and 100 viewers over HTTP-FLV, for ${SECONDS} s each; a fresh server process ` +
  "per kind, the viewers in another. `cpuPercent` is of one core, `memoryMb` the server's (PSS), `firstFrameMs` the median from a viewer's connection to the " +
  "last byte of the first picture, `deliveredShare` the bytes that arrived against those that were pushed. Ours packs HLS and records meanwhile; `bare` does not " +
  `record. \`stalledMb\` is how much the server's memory grows in ${STALLED_SECONDS} s while ${STALLED} viewers of a push of 20 Mb/s have stopped reading, from six seconds after they did. \`remux\` is the time to make an MP4 of a ` +
  "recording, and the memory that this adds. Peer: node-media-server 4.4.3, which neither packs HLS nor records MP4.";

export async function measure(): Promise<Metrics> {
  const clip = await heavyClip(BITS_PER_SECOND);
  const heavier = await heavyClip(STALLED_BITS_PER_SECOND);
  const figures: Record<string, Metrics | null> = {};
  for (const kind of KINDS) figures[kind] = await measureKind(kind, clip, heavier);
  const remux: Metrics = {};
  for (const minutes of REMUX_MINUTES) {
    remux[`minutes${minutes}`] = await measureRemux(clip, minutes);
    note(`remux of ${minutes} min: ${JSON.stringify(remux[`minutes${minutes}`])}`);
  }
  const { hiroba, hirobaBare, nodeMediaServer } = figures;
  return { ...hiroba, remux, bare: hirobaBare ?? null, peers: { nodeMediaServer: nodeMediaServer ?? null } };
}

async function measureKind(kind: LiveServerKind, clip: Clip, heavier: Clip): Promise<Metrics | null> {
  const metrics: Metrics = {};
  const watched = await withPush(kind, clip, async (server) => {
    for (const viewers of VIEWERS) {
      metrics[`viewers${viewers}`] = await measureViewers(server, viewers);
      note(`${kind}, ${viewers} viewers: ${JSON.stringify(metrics[`viewers${viewers}`])}`);
    }
  });
  if (!watched) return null;
  await withPush(kind, heavier, async (server) => {
    metrics.stalledMb = await measureStalled(server);
    note(`${kind}, ${STALLED} stalled viewers: ${metrics.stalledMb} MB more`);
  });
  return metrics;
}

/** Runs something while a clip is pushed to a fresh server; false when that is not to be had. */
async function withPush(kind: LiveServerKind, clip: Clip, run: (server: LiveServer) => Promise<void>): Promise<boolean> {
  const server = await startLiveServer(kind);
  if (!server) return false;
  try {
    const push = await pushClip(clip, server.pushUrl);
    await sleep(SETTLE_MS);
    await run(server);
    push.stop();
  } finally {
    await server.stop();
  }
  return true;
}

async function measureViewers({ pid, pullUrl }: LiveServer, count: number): Promise<Metrics> {
  const all = Array.from({ length: count }, () => watchFlv(pullUrl));
  try {
    const firstFrames = await Promise.all(all.map(({ firstFrameMs }) => firstFrameMs));
    await sleep(SETTLE_MS);
    const [bytesBefore, cpuBefore, startedMs] = [all.map((viewer) => viewer.bytes()), cpuSeconds([pid]), performance.now()];
    await sleep(SECONDS * 1_000);
    const seconds = (performance.now() - startedMs) / 1_000;
    const cpuAfter = cpuSeconds([pid]);
    const received = all.map((viewer, index) => viewer.bytes() - (bytesBefore[index] ?? 0));
    const pushed = (BITS_PER_SECOND / 8) * seconds * count;
    return {
      cpuPercent: cpuBefore === null || cpuAfter === null ? null : rounded(((cpuAfter - cpuBefore) / seconds) * 100),
      memoryMb: nullable(memoryMb([pid])),
      firstFrameMs: rounded(median(firstFrames)),
      deliveredShare: rounded(received.reduce((sum, bytes) => sum + bytes, 0) / pushed),
    };
  } finally {
    for (const viewer of all) viewer.leave();
    await sleep(500);
  }
}

async function measureStalled({ pid, pullUrl }: LiveServer): Promise<number | null> {
  const all = Array.from({ length: STALLED }, () => watchFlv(pullUrl, true));
  try {
    await Promise.all(all.map(({ firstFrameMs }) => firstFrameMs));
    await sleep(STALLED_SETTLE_MS);
    const before = memoryMb([pid]);
    await sleep(STALLED_SECONDS * 1_000);
    const after = memoryMb([pid]);
    return before === null || after === null ? null : rounded(after - before);
  } finally {
    for (const viewer of all) viewer.leave();
  }
}

function nullable(value: number | null): number | null {
  return value === null ? null : rounded(value);
}
