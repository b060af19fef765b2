import type { Clock } from "../process";
import type { Journal, PushEvent } from "./journal";
import { callbackSign } from "./signature";

const ANSWER_TIMEOUT_MS = 20_000;
const MAX_RETRIES = 12;
const VALID_SECONDS = 600;
const KEPT_DELIVERIES = 200;
const APP_ID = 1250000000;

export interface CallbackTarget {
  url: string;
  key: string;
  retryMs: number;
}

/** One try at telling the product, as the control action `callbacks` shows it. */
export interface Delivery {
  atMs: number;
  attempt: number;
  outcome: string;
  event: PushEvent;
}

/**
 * Tells the product about push starts and ends. Events of one stream are delivered in order, each until it is answered
 * with 200 or has been tried thirteen times; events of different streams do not wait for each other.
 */
export class Callbacks {
  /** While true every try fails, as if the product could not be reached. */
  isDown = false;
  readonly recent: Delivery[] = [];

  private readonly queues = new Map<string, PushEvent[]>();
  private readonly stopping = new AbortController();

  constructor(
    private readonly target: CallbackTarget | null,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  get isConfigured(): boolean {
    return this.target !== null;
  }

  /** Queues an event that the journal already holds as pending. Without a target it only shows up in `recent`. */
  send(event: PushEvent): void {
    if (!this.target) {
      this.record(event, 0, "no callback address is configured");
      return;
    }
    const queue = this.queues.get(event.stream_id);
    if (queue) {
      queue.push(event);
      return;
    }
    const started = [event];
    this.queues.set(event.stream_id, started);
    void this.run(this.target, event.stream_id, started);
  }

  /** Waits until everything is delivered, at most `ms`; then stops trying. What is left stays in the journal. */
  async stop(ms: number): Promise<void> {
    const deadline = performance.now() + ms;
    while (this.queues.size > 0 && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
    this.stopping.abort();
  }

  /** Forgets events that were not delivered yet and the record of earlier ones. */
  reset(): void {
    for (const queue of this.queues.values()) for (const event of queue.splice(0)) this.journal.settle(event);
    this.recent.length = 0;
    this.isDown = false;
  }

  private async run(target: CallbackTarget, streamName: string, queue: PushEvent[]): Promise<void> {
    for (let event = queue[0]; event && !this.stopping.signal.aborted; event = queue[0]) {
      await this.deliver(target, event, queue);
      if (this.stopping.signal.aborted) return;
      if (queue[0] === event) {
        queue.shift();
        this.journal.settle(event);
      }
    }
    this.queues.delete(streamName);
  }

  private async deliver(target: CallbackTarget, event: PushEvent, queue: PushEvent[]): Promise<void> {
    for (let attempt = 1; attempt <= 1 + MAX_RETRIES && queue[0] === event; attempt++) {
      const outcome = await this.attempt(target, event);
      if (this.stopping.signal.aborted) return;
      this.record(event, attempt, outcome);
      if (outcome === "200") return;
      await this.pause(target.retryMs);
      if (this.stopping.signal.aborted) return;
    }
  }

  private async attempt(target: CallbackTarget, event: PushEvent): Promise<string> {
    if (this.isDown) return "fault: callbackDown";
    const t = this.clock.nowSeconds() + VALID_SECONDS;
    const body = JSON.stringify({ appid: APP_ID, ...event, t, sign: callbackSign(target.key, t) });
    try {
      const response = await fetch(target.url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
        redirect: "manual",
        signal: AbortSignal.any([this.stopping.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      return String(response.status);
    } catch (error) {
      return failureText(error);
    }
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.stopping.signal.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.stopping.signal.addEventListener("abort", done);
    });
  }

  private record(event: PushEvent, attempt: number, outcome: string): void {
    this.recent.push({ atMs: this.clock.nowMs(), attempt, outcome, event });
    if (this.recent.length > KEPT_DELIVERIES) this.recent.shift();
  }
}

function failureText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message ? error.cause.message : error.message;
}
