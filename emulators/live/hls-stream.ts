import { randomBytes } from "node:crypto";
import type { Segment } from "./packager";
import type { Place } from "./recording/recording";

/** Segments whose bytes stay in memory: nearly all viewers read these. */
const HOT_SEGMENTS = 4;
/** Of segments that are in no file, when nothing is recorded or the disk is behind. */
const MOST_MEMORY_BYTES = 24 << 20;

/** Where a segment lies besides in memory. */
export interface Stored {
  path: string;
  place: Place;
  /** Resolves with whether it is really there. */
  written: Promise<boolean>;
}

interface Entry {
  number: number;
  init: number;
  isDiscontinuity: boolean;
  isIndependent: boolean;
  atMs: number;
  durationMs: number;
  bytes: Buffer | null;
  file: (Place & { path: string }) | null;
}

/** The HLS side of one push: a window of segments that viewers may go back in, and its playlist. */
export class HlsStream {
  /** Names the segments; who has the playlist has it. */
  readonly token = randomBytes(16).toString("hex");

  private readonly inits: Buffer[] = [];
  private entries: Entry[] = [];
  private nextNumber = 0;
  private isNewInit = false;
  private droppedDiscontinuities = 0;
  private longestMs = 1000;
  private windowMs = 0;
  private memoryBytes = 0;
  private isOver = false;
  private text: string | null = null;

  constructor(private readonly mostWindowMs: number) {}

  begin(init: Buffer): void {
    this.inits.push(init);
    this.isNewInit = true;
  }

  add(segment: Segment, atMs: number, stored: Stored | null): void {
    const { bytes, durationMs, isIndependent } = segment;
    const entry: Entry = {
      number: this.nextNumber,
      init: this.inits.length - 1,
      isDiscontinuity: this.isNewInit && this.nextNumber > 0,
      isIndependent,
      atMs,
      durationMs,
      bytes,
      file: null,
    };
    this.nextNumber += 1;
    this.isNewInit = false;
    this.entries.push(entry);
    this.windowMs += durationMs;
    this.memoryBytes += bytes.length;
    this.longestMs = Math.max(this.longestMs, durationMs);
    this.text = null;
    void stored?.written.then((isThere) => {
      if (isThere) entry.file = { path: stored.path, ...stored.place };
    });
    this.trim();
  }

  /** No more comes: players stop at the end instead of waiting. */
  end(): void {
    this.isOver = true;
    this.text = null;
  }

  /** Null before the first segment. */
  playlist(): string | null {
    if (this.entries.length === 0) return null;
    this.text ??= this.write();
    return this.text;
  }

  init(index: number): Buffer | null {
    return this.inits[index] ?? null;
  }

  /** A segment of the window: its bytes, or where they are. */
  segment(number: number): Pick<Entry, "bytes" | "file"> | null {
    return this.entries[number - (this.entries[0]?.number ?? 0)] ?? null;
  }

  private trim(): void {
    for (const entry of this.entries.slice(0, -HOT_SEGMENTS)) if (entry.file) this.release(entry);
    while (this.entries.length > HOT_SEGMENTS && (this.windowMs > this.mostWindowMs || this.memoryBytes > MOST_MEMORY_BYTES)) {
      const [oldest] = this.entries.splice(0, 1);
      if (!oldest) return;
      this.windowMs -= oldest.durationMs;
      this.release(oldest);
      if (oldest.isDiscontinuity) this.droppedDiscontinuities += 1;
    }
  }

  private release(entry: Entry): void {
    this.memoryBytes -= entry.bytes?.length ?? 0;
    entry.bytes = null;
  }

  private write(): string {
    const lines = ["#EXTM3U", "#EXT-X-VERSION:7", `#EXT-X-TARGETDURATION:${Math.ceil(this.longestMs / 1000)}`];
    lines.push(`#EXT-X-MEDIA-SEQUENCE:${this.entries[0]?.number ?? 0}`);
    lines.push(`#EXT-X-DISCONTINUITY-SEQUENCE:${this.droppedDiscontinuities}`);
    if (this.entries.every(({ isIndependent }) => isIndependent)) lines.push("#EXT-X-INDEPENDENT-SEGMENTS");
    let init = -1;
    for (const entry of this.entries) {
      if (entry.isDiscontinuity && init >= 0) lines.push("#EXT-X-DISCONTINUITY");
      if (entry.init !== init) lines.push(`#EXT-X-MAP:URI="segments/${this.token}/init-${entry.init}.mp4"`);
      init = entry.init;
      lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(entry.atMs).toISOString()}`);
      lines.push(`#EXTINF:${(entry.durationMs / 1000).toFixed(3)},`, `segments/${this.token}/${entry.number}.m4s`);
    }
    if (this.isOver) lines.push("#EXT-X-ENDLIST");
    lines.push("");
    return lines.join("\n");
  }
}
