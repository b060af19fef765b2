/** Where a viewer's bytes go: the raw socket behind an HTTP answer. */
export interface ViewerSink {
  /** Bytes written and not yet taken by the network. */
  backlogBytes(): number;
  write(bytes: Buffer): void;
  end(): void;
  destroy(): void;
}

/** More than this waiting for one viewer and it loses frames up to the next key frame. */
export const MAX_BACKLOG_BYTES = 4 << 20;
const RESUME_BACKLOG_BYTES = 64 << 10;
const KICK_AFTER_MS = 15_000;

/** One viewer of one stream. A slow one costs at most its backlog; a stalled one is cut after 15 seconds. */
export class Viewer {
  private droppingSinceMs: number | null = null;
  private awaitsKey: boolean;

  constructor(
    private readonly sink: ViewerSink,
    awaitsKey: boolean,
  ) {
    this.awaitsKey = awaitsKey;
  }

  /** Sends one batch of tags, or drops it while the viewer is behind; `hasKey` tells that decoding may start in it. */
  send(batch: Buffer, hasKey: boolean, nowMs: number): void {
    if (this.droppingSinceMs !== null && !this.canResume(hasKey, nowMs)) return;
    if (this.awaitsKey && !hasKey) return;
    this.awaitsKey = false;
    if (this.sink.backlogBytes() > MAX_BACKLOG_BYTES) {
      this.droppingSinceMs = nowMs;
      return;
    }
    this.sink.write(batch);
  }

  /** Ends the answer: what was written is still delivered. */
  end(): void {
    this.sink.end();
  }

  private canResume(hasKey: boolean, nowMs: number): boolean {
    if (hasKey && this.sink.backlogBytes() < RESUME_BACKLOG_BYTES) {
      this.droppingSinceMs = null;
      return true;
    }
    if (this.droppingSinceMs !== null && nowMs - this.droppingSinceMs > KICK_AFTER_MS) this.sink.destroy();
    return false;
  }
}
