import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Clock } from "../../process";
import type { Callbacks } from "../callbacks";
import type { SnapshotEvent } from "../events";
import type { LiveStream } from "../stream";
import { annexB } from "./annex-b";
import { SNAPSHOT_WIDTH, toJpeg } from "./ffmpeg";

/** A live push loses its older pictures; who was given one has a while to load it. */
const KEPT_PER_STREAM = 3;
const FIRST_AFTER_MS = 500;
const KEPT_AFTER_END_MS = 60_000;

export interface SnapshotsContext {
  /** Null takes none. */
  ffmpeg: string | null;
  everyMs: number;
  dataDir: string;
  appName: string;
  pushDomain: string;
  clock: Clock;
  callbacks: Callbacks;
  /** Where snapshots are served; known once the server listens. */
  address(): string;
}

interface Watch {
  ids: string[];
  timer: NodeJS.Timeout;
}

/** Pictures of what is live, each told of by callback 200. One at a time: they must not cost the streams their processor. */
export class Snapshots {
  private readonly dir: string;
  private readonly watches = new Map<LiveStream, Watch>();
  private readonly known = new Set<string>();
  private work: Promise<void> = Promise.resolve();

  constructor(private readonly context: SnapshotsContext) {
    this.dir = join(context.dataDir, "snapshots");
    rmSync(this.dir, { recursive: true, force: true }); // of a process that is gone
    mkdirSync(this.dir, { recursive: true });
  }

  /** Takes a picture soon, and then every so often, until `end`. */
  begin(stream: LiveStream, push: { streamName: string; query: string }): void {
    if (!this.context.ffmpeg) return;
    const turn = () => {
      this.work = this.work.then(() => this.take(stream, push));
      watch.timer = setTimeout(turn, this.context.everyMs);
    };
    const watch: Watch = { ids: [], timer: setTimeout(turn, Math.min(FIRST_AFTER_MS, this.context.everyMs)) };
    this.watches.set(stream, watch);
  }

  /** The push is over: its pictures go a while later. */
  end(stream: LiveStream): void {
    const watch = this.watches.get(stream);
    if (!watch) return;
    clearTimeout(watch.timer);
    this.watches.delete(stream);
    setTimeout(() => void this.remove(watch.ids), KEPT_AFTER_END_MS).unref();
  }

  /** The file of a picture; null when there is none. */
  file(id: string): string | null {
    return this.known.has(id) ? this.path(id) : null;
  }

  private async take(stream: LiveStream, push: { streamName: string; query: string }): Promise<void> {
    const watch = this.watches.get(stream);
    const picture = stream.keyFrame();
    const frame = picture && annexB(picture.config, picture.frame);
    if (!watch || !frame || !this.context.ffmpeg) return;
    const jpeg = await toJpeg(this.context.ffmpeg, frame);
    if (!jpeg || !this.watches.has(stream)) return;
    const id = randomBytes(16).toString("hex");
    try {
      await writeFile(this.path(id), jpeg);
    } catch (error) {
      console.error("live: a snapshot could not be written:", error);
      return;
    }
    this.known.add(id);
    watch.ids.push(id);
    await this.remove(watch.ids.splice(0, Math.max(0, watch.ids.length - KEPT_PER_STREAM)));
    this.context.callbacks.send(this.eventOf(id, jpeg.length, stream, push));
  }

  private eventOf(id: string, bytes: number, stream: LiveStream, push: { streamName: string; query: string }): SnapshotEvent {
    const { appName, pushDomain, clock, address } = this.context;
    const { width, height } = stream.size;
    return {
      event_type: 200,
      app: pushDomain,
      appname: appName,
      stream_id: push.streamName,
      channel_id: push.streamName,
      stream_param: push.query,
      create_time: clock.nowSeconds(),
      file_size: bytes,
      width: width === 0 ? 0 : SNAPSHOT_WIDTH,
      height: width === 0 ? 0 : 2 * Math.round((height * SNAPSHOT_WIDTH) / width / 2),
      pic_url: `/snapshots/${id}.jpg`,
      pic_full_url: `${address()}/${id}.jpg`,
    };
  }

  private async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      this.known.delete(id);
      await rm(this.path(id), { force: true });
    }
  }

  private path(id: string): string {
    return join(this.dir, `${id}.jpg`);
  }
}
