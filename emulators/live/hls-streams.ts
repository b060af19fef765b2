import { HlsStream } from "./hls-stream";

/** How long after a push its segments can still be read, so that players come to the end of it. */
const KEPT_AFTER_END_MS = 30_000;

/** The HLS sides of all pushes, by stream name and by the token of their segments. */
export class HlsStreams {
  private readonly byName = new Map<string, HlsStream>();
  private readonly byToken = new Map<string, HlsStream>();

  constructor(private readonly windowMs: number) {}

  /** A new push of this name takes the place of an earlier one. */
  open(streamName: string): HlsStream {
    const stream = new HlsStream(this.windowMs);
    this.byName.set(streamName, stream);
    this.byToken.set(stream.token, stream);
    return stream;
  }

  /** The push is over; a while later nothing of it is left here. */
  close(streamName: string, stream: HlsStream): void {
    stream.end();
    setTimeout(() => {
      this.byToken.delete(stream.token);
      if (this.byName.get(streamName) === stream) this.byName.delete(streamName);
    }, KEPT_AFTER_END_MS).unref();
  }

  named(streamName: string): HlsStream | null {
    return this.byName.get(streamName) ?? null;
  }

  withToken(token: string): HlsStream | null {
    return this.byToken.get(token) ?? null;
  }
}
