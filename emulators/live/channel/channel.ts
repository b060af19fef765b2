import { readFile } from "node:fs/promises";
import type { RunningEmulator } from "../../process";
import { type Clip, keyFrameBefore, readClip, repeatClip } from "./clip";
import { Publisher, PushRefused } from "./publisher";

const TICK_MS = 40;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 5000;
const MAX_LAG_MS = 10_000;

export interface ChannelConfig {
  pushUrl: string;
  /** The FLV file to repeat; by default `clip.flv` beside this module. */
  clipPath?: string | undefined;
}

/**
 * Starts the built-in channel: pushes the clip to `pushUrl` in real time, for as long as it runs, and comes back after
 * the ingest was away. Resolves when the first frames are out. Throws PushRefused when the ingest's first answer is no.
 */
export async function startChannel({ pushUrl, clipPath }: ChannelConfig): Promise<RunningEmulator> {
  const clip = readClip(await readFile(clipPath ?? new URL("./clip.flv", import.meta.url)));
  const channel = new Channel(pushUrl, clip);
  await channel.start();
  return { ready: {}, close: () => channel.close() };
}

class Channel {
  private publisher: Publisher | undefined;
  private running: Promise<void> = Promise.resolve();
  private readonly stopping = new AbortController();

  constructor(
    private readonly pushUrl: string,
    private readonly clip: Clip,
  ) {}

  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.running = this.run(resolve).catch(reject);
    });
  }

  async close(): Promise<void> {
    this.stopping.abort();
    this.publisher?.close();
    await this.running;
  }

  private async run(onFirstFrames: () => void): Promise<void> {
    let retryMs = FIRST_RETRY_MS;
    let hasPushed = false;
    while (!this.stopping.signal.aborted) {
      try {
        this.publisher = new Publisher(this.pushUrl);
        await this.publisher.start();
        retryMs = FIRST_RETRY_MS;
        hasPushed = true;
        await this.push(this.publisher, onFirstFrames);
      } catch (error) {
        if (error instanceof PushRefused && !hasPushed) throw error;
        if (!this.stopping.signal.aborted) console.error(`channel: ${error instanceof Error ? error.message : error}`);
      }
      await this.pause(retryMs);
      retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
    }
  }

  /** Pushes until the connection ends, then throws the reason. The clip's second hand shows the machine's own seconds. */
  private async push(publisher: Publisher, onFirstFrames: () => void): Promise<void> {
    const position = Date.now() % this.clip.lengthMs;
    const originMs = keyFrameBefore(this.clip, position);
    const media = repeatClip(this.clip, originMs);
    let next = media.next().value;
    const startedMs = performance.now() - (position - originMs);
    const sendDue = () => {
      const elapsedMs = performance.now() - startedMs;
      if (elapsedMs - next.dueMs > MAX_LAG_MS) {
        publisher.close(); // the machine slept: begin anew at the right second
        return;
      }
      const due = [];
      for (; next.dueMs <= elapsedMs; next = media.next().value) due.push(next);
      publisher.send(due);
    };
    publisher.send(this.clip.opening);
    sendDue();
    onFirstFrames();
    const timer = setInterval(sendDue, TICK_MS);
    const reason = await publisher.closed;
    clearInterval(timer);
    throw new Error(reason);
  }

  private pause(ms: number): Promise<void> {
    const { signal } = this.stopping;
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener("abort", done, { once: true });
    });
  }
}
