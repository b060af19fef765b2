import type { Clock } from "../process";
import type { Callbacks } from "./callbacks";
import { classify } from "./codec";
import type { PushEvent } from "./events";
import type { HlsStreams } from "./hls-streams";
import type { Journal, OpenPush } from "./journal";
import { Packager } from "./packager";
import { PushFaults } from "./push-faults";
import { PushOutput } from "./push-output";
import type { Recordings } from "./recording/recordings";
import { MessageType } from "./rtmp/message";
import type { CloseCause, PublishRequest, PushSink } from "./rtmp/session";
import type { Snapshots } from "./snapshots/snapshots";
import { LiveStream } from "./stream";

/** Without a key frame a push with media counts as live after this long; a picture makes it live at once. */
const LIVE_WITHOUT_PICTURE_MS = 1500;

/** What a push needs to know about the server it runs in. */
export interface PublicationContext {
  appName: string;
  pushDomain: string;
  faultReportMs: number;
  clock: Clock;
  journal: Journal;
  callbacks: Callbacks;
  streams: HlsStreams;
  recordings: Recordings;
  snapshots: Snapshots;
  onClosed(publication: Publication): void;
}

/**
 * One accepted push, from `publish` to the end of its connection. It becomes live, and is reported, at its first key
 * frame, or 1.5 s after its first media. A push that ends before that is never reported.
 */
export class Publication implements PushSink {
  readonly stream = new LiveStream();
  private open: OpenPush | null = null;
  private closedAlready = false;
  private isForgotten = false;
  private lastMediaMs = performance.now();
  private liveTimer: NodeJS.Timeout | undefined;
  private readonly faults = new PushFaults();
  private faultTimer: NodeJS.Timeout | undefined;
  private readonly output: PushOutput;
  private readonly packager: Packager;

  constructor(
    readonly request: PublishRequest,
    private readonly context: PublicationContext,
  ) {
    this.output = new PushOutput(request, context.streams, context.recordings);
    this.packager = new Packager(this.output, () => context.clock.nowMs());
  }

  get isLive(): boolean {
    return this.open !== null;
  }

  get sequence(): string | null {
    return this.open?.event.sequence ?? null;
  }

  get startedMs(): number | null {
    return this.open?.startedMs ?? null;
  }

  /** Milliseconds since the last media message, by the machine's steady clock. */
  silentMs(): number {
    return performance.now() - this.lastMediaMs;
  }

  media(type: number, timestamp: number, payload: Buffer): string | null {
    this.lastMediaMs = performance.now();
    if (type === MessageType.DataAmf0) {
      this.stream.pushMetadata(payload);
      return null;
    }
    const kind = classify(type, payload);
    if (typeof kind === "object") return kind.refused;
    if (kind === "skip") return null;
    this.stream.push(type, timestamp, payload, kind);
    this.faults.look(type, timestamp, payload, kind, this.lastMediaMs, this.context.clock.nowSeconds());
    if (kind === "key") this.goLive();
    else if (!this.open) this.liveTimer ??= setTimeout(() => this.goLive(), LIVE_WITHOUT_PICTURE_MS);
    this.packager.push(type, timestamp, payload, kind);
    return null;
  }

  /** Ends the push and keeps nothing of it. */
  discard(cause: CloseCause): void {
    this.isForgotten = true;
    this.request.cut(cause);
  }

  closed(cause: CloseCause): void {
    if (this.closedAlready) return;
    this.closedAlready = true;
    clearTimeout(this.liveTimer);
    clearInterval(this.faultTimer);
    this.stream.dropViewers();
    this.context.onClosed(this);
    this.context.snapshots.end(this.stream);
    this.packager.end();
    this.output.end(this.open !== null && !this.isForgotten);
    if (this.open) reportEnd(this.open, cause, this.stream.size, this.context);
  }

  private goLive(): void {
    if (this.open || this.closedAlready) return;
    clearTimeout(this.liveTimer);
    const { clock, journal, callbacks } = this.context;
    const startedMs = clock.nowMs();
    const event = this.startEvent(journal.nextSequence(startedMs));
    this.open = { startedMs, event };
    journal.start(this.open, callbacks.isConfigured);
    callbacks.send(event);
    this.context.snapshots.begin(this.stream, this.request);
    const { faultReportMs } = this.context;
    this.faultTimer = setInterval(() => this.reportFaults(event.sequence), faultReportMs);
  }

  private reportFaults(sequence: string): void {
    const abnormal_event = this.faults.take();
    if (abnormal_event.length === 0) return;
    const { clock, callbacks, pushDomain, appName, faultReportMs } = this.context;
    const { streamName, address, query } = this.request;
    callbacks.send({
      event_type: 321,
      stream_id: streamName,
      domain: pushDomain,
      path: appName,
      user_ip: address,
      data_time: clock.nowMs(),
      report_interval: faultReportMs,
      sequence,
      stream_param: query,
      abnormal_event,
    });
  }

  private startEvent(sequence: string): PushEvent {
    const { request, context } = this;
    return {
      event_type: 1,
      app: context.pushDomain,
      appname: context.appName,
      stream_id: request.streamName,
      channel_id: request.streamName,
      event_time: context.clock.nowSeconds(),
      sequence,
      node: "127.0.0.1",
      user_ip: request.address,
      stream_param: request.query,
      errcode: 0,
      errmsg: "ok",
      set_id: 2,
      ...this.stream.size,
    };
  }
}

/** Closes an open push in the journal and reports its end; also used for pushes that a killed process left open. */
export function reportEnd(
  push: OpenPush,
  cause: CloseCause,
  size: { width: number; height: number },
  { clock, journal, callbacks }: Pick<PublicationContext, "clock" | "journal" | "callbacks">,
): void {
  const event: PushEvent = {
    ...push.event,
    ...size,
    event_type: 0,
    event_time: clock.nowSeconds(),
    push_duration: String(Math.max(0, Math.round(clock.nowMs() - push.startedMs))),
    errcode: cause.code,
    errmsg: cause.reason,
  };
  journal.end(event, callbacks.isConfigured);
  callbacks.send(event);
}
