import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Callbacks } from "../callbacks";
import type { Journal } from "../journal";
import type { Packed } from "../packager";
import { finishRecording, PLAYLIST_FILE, type RecordedFile } from "./finish-recording";
import { type KeptRecording, recordingsToRemove } from "./quota";
import { recordEvents } from "./record-events";
import { MEDIA_FILE, Recording } from "./recording";

const DONE_FILE = "done.json";
const doneFile = z.object({ endedAtMs: z.number(), bytes: z.int() });

export interface RecordingOptions {
  /** All recordings together may take this much disk. */
  quotaBytes: number;
  /** A longer push becomes several files. */
  longestMs: number;
  /** A shorter one is not kept. */
  shortestMs: number;
  /** Streams that are not recorded. */
  except: readonly string[];
}

export interface RecordingsContext {
  options: RecordingOptions;
  dataDir: string;
  appName: string;
  pushDomain: string;
  journal: Journal;
  callbacks: Callbacks;
  /** Where recordings are served; known once the server listens. */
  address(): string;
}

/** All recordings of the server: those that grow, and those that are whole. */
export class Recordings {
  private readonly running = new Set<Recording>();
  private readonly kept = new Map<string, KeptRecording>();
  private finishing: Promise<unknown> = Promise.resolve();
  private readonly dir: string;

  constructor(private readonly context: RecordingsContext) {
    this.dir = join(context.dataDir, "recordings");
  }

  get longestMs(): number {
    return this.context.options.longestMs;
  }

  /** Begins a recording, unless this stream has none. */
  begin(stream: string, streamParam: string, { tracks, init, startedAtMs }: Packed): Recording | null {
    if (this.context.options.except.includes(stream)) return null;
    const id = randomBytes(16).toString("hex");
    const recording = new Recording({ id, stream, streamParam, startedAtMs }, join(this.dir, id), tracks, init);
    this.running.add(recording);
    return recording;
  }

  /** The recording is over: it becomes a file that is told of, or nothing when it is not to be kept. */
  finish(recording: Recording, isKept: boolean): void {
    this.finishing = this.finishing.then(async () => {
      await recording.close();
      if (isKept) await this.complete(recording.dir);
      else await rm(recording.dir, { recursive: true, force: true });
      this.running.delete(recording);
      await this.makeRoom();
    });
    this.finishing = this.finishing.catch((error: unknown) => console.error("live: a recording could not be finished:", error));
  }

  /** Removes the oldest recordings while all take more than they may; false when even that is not enough. */
  async makeRoom(): Promise<boolean> {
    const runningBytes = [...this.running].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const { quotaBytes } = this.context.options;
    for (const { id } of recordingsToRemove([...this.kept.values()], runningBytes, quotaBytes)) {
      this.kept.delete(id);
      await rm(join(this.dir, id), { recursive: true, force: true });
    }
    const keptBytes = [...this.kept.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    return keptBytes + runningBytes <= quotaBytes;
  }

  /** Finishes what a killed process left, and learns what is there. */
  async recover(): Promise<void> {
    await mkdir(this.dir, { recursive: true });
    for (const id of await readdir(this.dir)) {
      if (!/^[0-9a-f]{32}$/.test(id) || [...this.running].some(({ about }) => about.id === id)) continue;
      const dir = join(this.dir, id);
      const done = await readDone(dir);
      if (done) this.kept.set(id, { id, ...done });
      else await this.complete(dir).catch((error: unknown) => console.error(`live: recording ${id}:`, error));
    }
    await this.makeRoom();
  }

  /** The file of a recording that is whole; null when there is none. */
  file(id: string, name: string): string | null {
    return this.kept.has(id) && (name === MEDIA_FILE || name === PLAYLIST_FILE) ? join(this.dir, id, name) : null;
  }

  /** Resolves when nothing is being finished. */
  async idle(): Promise<void> {
    await this.finishing;
  }

  list(): KeptRecording[] {
    return [...this.kept.values()];
  }

  /** Told before it is noted as done: a process that is killed in between tells it once more, by the same name. */
  private async complete(dir: string): Promise<void> {
    const file = await finishRecording(dir, this.context.options.shortestMs);
    if (!file) {
      await rm(dir, { recursive: true, force: true });
      return;
    }
    const done = { endedAtMs: file.head.startedAtMs + file.durationMs, bytes: file.mp4Bytes };
    this.kept.set(file.id, { id: file.id, ...done });
    this.tell(file);
    await writeFile(join(dir, `${DONE_FILE}.new`), JSON.stringify(done));
    await rename(join(dir, `${DONE_FILE}.new`), join(dir, DONE_FILE));
  }

  private tell(file: RecordedFile): void {
    const { appName, pushDomain, journal, callbacks, address } = this.context;
    for (const event of recordEvents(file, { appName, pushDomain, address: address() })) {
      journal.note(event, callbacks.isConfigured);
      callbacks.send(event);
    }
  }
}

async function readDone(dir: string): Promise<z.infer<typeof doneFile> | null> {
  try {
    return doneFile.parse(JSON.parse(await readFile(join(dir, DONE_FILE), "utf8")));
  } catch {
    return null; // it was not finished, or its note is lost: finishing it again does no harm
  }
}
