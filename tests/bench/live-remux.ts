import { mkdtemp, rm, stat } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { type Clip, repeatClip } from "../../emulators/live/channel/clip";
import { classify } from "../../emulators/live/codec";
import { Packager } from "../../emulators/live/packager";
import { finishRecording } from "../../emulators/live/recording/finish-recording";
import { Recording } from "../../emulators/live/recording/recording";
import { rounded } from "./benchmark";

const MEGABYTE = 2 ** 20;

/** Records so many minutes as fast as the disk takes them, then makes an MP4 of them: how long that takes, and what memory it adds. */
export async function measureRemux(clip: Clip, minutes: number) {
  const dir = await mkdtemp(path.join(os.tmpdir(), "hiroba-bench-remux-"));
  try {
    await record(clip, minutes, dir);
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    let most = before;
    const timer = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss);
    }, 5);
    const startedMs = performance.now();
    const file = await finishRecording(dir, 1_000);
    const seconds = (performance.now() - startedMs) / 1_000;
    clearInterval(timer);
    most = Math.max(most, process.memoryUsage().rss);
    const megabytes = (await stat(path.join(dir, "media.mp4"))).size / MEGABYTE;
    if (!file || Math.abs(file.durationMs / 60_000 - minutes) > 0.1) throw new Error("the recording is not whole");
    return { seconds: rounded(seconds), addedMb: rounded((most - before) / MEGABYTE), fileMb: rounded(megabytes) };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function record(clip: Clip, minutes: number, dir: string): Promise<void> {
  let recording: Recording | undefined;
  let written: Promise<unknown> = Promise.resolve();
  const sink: ConstructorParameters<typeof Packager>[0] = {
    begin: ({ tracks, init, startedAtMs }) => {
      recording = new Recording({ id: "bench", stream: "bench", streamParam: "", startedAtMs }, dir, tracks, init);
    },
    segment: (segment) => {
      written = recording?.append(segment)?.written ?? Promise.reject(new Error("not recorded"));
    },
  };
  const packager = new Packager(sink, Date.now);
  const push = ({ type, timestamp, payload }: { type: number; timestamp: number; payload: Buffer }) => {
    const kind = classify(type, payload);
    if (kind === "header" || kind === "key" || kind === "frame") packager.push(type, timestamp, payload, kind);
    return kind;
  };
  for (const each of clip.opening) if (each.type !== 18) push(each);
  for (const each of repeatClip(clip, 0)) {
    if (each.dueMs > minutes * 60_000) break;
    if (push(each) === "key") await written;
  }
  packager.end();
  await recording?.close();
}
