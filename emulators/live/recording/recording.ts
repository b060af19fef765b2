import { mkdirSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { writeAll } from "../fmp4/box-file";
import { box } from "../fmp4/boxes";
import { FILE_TYPE } from "../fmp4/init";
import type { Track } from "../fmp4/tracks";
import type { Segment } from "../packager";
import { headOf } from "./recording-index";

/** What waits for a disk that is too slow may take this much memory; then the recording ends. */
const MOST_WAITING_BYTES = 32 << 20;

export const MEDIA_FILE = "media.mp4";
export const INDEX_FILE = "index.jsonl";
/** Sixteen bytes that become the head of one large `mdat` when the recording is whole. */
export const PLACEHOLDER = box("free", Buffer.alloc(8));
export const PLACEHOLDER_AT = FILE_TYPE.length;

export interface RecordingAbout {
  id: string;
  stream: string;
  streamParam: string;
  startedAtMs: number;
}

/** Where a segment lies in the file. */
export interface Place {
  offset: number;
  bytes: number;
}

/**
 * One recording that grows: segments are appended to one file, and each that is whole is noted in an index beside it. The file
 * is fragmented MP4 at any moment; `finishRecording` makes an ordinary MP4 of it without moving a byte of media.
 */
export class Recording {
  /** Of media that was written or waits to be. */
  sizeBytes = 0;
  durationMs = 0;
  /** Why no more is recorded; null while it goes on. */
  failure: string | null = null;

  private readonly work: Promise<[FileHandle, FileHandle] | null>;
  private tail: Promise<void>;
  private waitingBytes = 0;

  constructor(
    readonly about: RecordingAbout,
    readonly dir: string,
    tracks: readonly Track[],
    init: Buffer,
  ) {
    const start = Buffer.concat([FILE_TYPE, PLACEHOLDER, init]);
    this.sizeBytes = start.length;
    const head = { ...headOf(about, tracks), initOffset: start.length - init.length, initBytes: init.length };
    this.work = this.openFiles(start, `${JSON.stringify(head)}\n`);
    this.tail = this.work.then(() => undefined);
  }

  get path(): string {
    return join(this.dir, MEDIA_FILE);
  }

  /** Appends a segment; the answer is where it will lie once `written`. Does nothing after a failure. */
  append(segment: Segment): { place: Place; written: Promise<boolean> } | null {
    if (this.failure) return null;
    if (this.waitingBytes > MOST_WAITING_BYTES) {
      this.fail("the disk is too slow");
      return null;
    }
    const { bytes, headBytes, startMs, durationMs } = segment;
    const place = { offset: this.sizeBytes, bytes: bytes.length };
    this.sizeBytes += bytes.length;
    this.durationMs += durationMs;
    this.waitingBytes += bytes.length;
    const line = `${JSON.stringify({ ...place, headBytes, startMs, durationMs })}\n`;
    const written = this.tail.then(async () => {
      const files = await this.work;
      if (this.failure || !files) return false;
      await writeAll(files[0], bytes, place.offset);
      await files[1].appendFile(line);
      return true;
    });
    const noted = written.catch((error: unknown) => {
      this.fail(error instanceof Error ? error.message : String(error));
      return false;
    });
    this.tail = noted.then(() => {
      this.waitingBytes -= bytes.length;
    });
    return { place, written: noted };
  }

  /** Waits until all that was appended is written, and closes the files. */
  async close(): Promise<void> {
    await this.tail;
    for (const file of (await this.work) ?? []) await file.close();
  }

  private async openFiles(start: Buffer, head: string): Promise<[FileHandle, FileHandle] | null> {
    try {
      mkdirSync(this.dir, { recursive: true });
      const media = await open(this.path, "w+");
      const index = await open(join(this.dir, INDEX_FILE), "w");
      await writeAll(media, start, 0);
      await index.appendFile(head);
      return [media, index];
    } catch (error) {
      this.fail(error instanceof Error ? error.message : String(error));
      return null;
    }
  }

  /** The push goes on without being recorded; what is in the file stays. */
  private fail(why: string): void {
    if (this.failure) return;
    this.failure = why;
    console.error(`live: the recording of ${this.about.stream} ends early: ${why}`);
  }
}
