import type { Clock } from "../process";
import { type LiveEvent, queueOf, scheduleOf } from "./events";
import type { Journal } from "./journal";
import { callbackSign } from "./signature";

const ANSWER_TIMEOUT_MS = 20_000;
/** Tencent tries for twelve minutes; here as well, however short the pauses between the tries are. */
const PATIENCE_MS = 720_000;
const VALID_SECONDS = 600;
const MAX_WAITING = 100;
const KEPT_DELIVERIES = 200;

export interface CallbackTarget {
  url: string;
  key: string;
  appId: number;
  retryMs: number;
}

/** One try at telling the product, as the control action `callbacks` shows it. */
export interface Delivery {
  atMs: number;
  attempt: number;
  outcome: string;
  event: LiveEvent;
}

/**
 * Tells the product what happened. Pushes of one stream are told in order, and so are its files, each event until it is
 * answered with 200 or twelve minutes have passed (a picture: or five tries were made); different streams do not wait for each other.
 */
export class Callbacks {
  /** While true every try fails, as if the product could not be reached. */
  isDown = false;
  readonly recent: Delivery[] = [];

  private queues = new Map<string, LiveEvent[]>();
  /** Ends all deliveries under way, when it is aborted by `stop` or `reset`. */
  private round = new AbortController();
  private isStopped = false;

  constructor(
    private readonly target: CallbackTarget | null,
    private readonly journal: Journal,
    private readonly clock: Clock,
  ) {}

  get isConfigured(): boolean {
    return this.target !== null;
  }

  /** Events that were not delivered yet. */
  get waiting(): number {
    return [...this.queues.values()].reduce((sum, queue) => sum + queue.length, 0);
  }

  /** Queues an event that the journal already holds as pending. Without a target it only shows up in `recent`. */
  send(event: LiveEvent): void {
    if (!this.target) {
      this.record(event, 0, "no callback address is configured");
      return;
    }
    if (this.isStopped) return;
    const queue = this.queues.get(queueOf(event));
    if (queue) {
      queue.push(event);
      if (queue.length > MAX_WAITING) this.giveUp(queue);
      return;
    }
    const started = [event];
    this.queues.set(queueOf(event), started);
    void this.run(this.target, started, this.round.signal);
  }

  /** Waits until everything is delivered, at most `ms`; then stops trying. What is left stays in the journal. */
  async stop(ms: number): Promise<void> {
    const deadline = performance.now() + ms;
    while (this.queues.size > 0 && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
    this.isStopped = true;
    this.round.abort();
  }

  /** Forgets events that were not delivered yet and the record of earlier ones. */
  reset(): void {
    for (const event of [...this.queues.values()].flat()) this.settle(event);
    this.queues = new Map();
    this.round.abort();
    this.round = new AbortController();
    this.recent.length = 0;
    this.isDown = false;
  }

  /** A stream that flaps while the product is away must not fill the journal: the oldest event behind the first goes. */
  private giveUp(queue: LiveEvent[]): void {
    for (const event of queue.splice(1, 1)) {
      this.settle(event);
      this.record(event, 0, "given up: too many events of this stream are waiting");
    }
  }

  private async run(target: CallbackTarget, queue: LiveEvent[], round: AbortSignal): Promise<void> {
    for (let event = queue[0]; event; event = queue[0]) {
      await this.deliver(target, event, round);
      if (round.aborted) return;
      queue.shift();
      this.settle(event);
      if (queue.length === 0) this.queues.delete(queueOf(event));
    }
  }

  private async deliver(target: CallbackTarget, event: LiveEvent, round: AbortSignal): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    const { tries, pauses } = scheduleOf(event);
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.attempt(target, event, round);
      if (round.aborted) return;
      this.record(event, attempt, outcome);
      if (outcome === "200" || performance.now() > deadline || attempt >= tries) return;
      await pause(target.retryMs * pauses, round);
      if (round.aborted) return;
    }
  }

  private async attempt(target: CallbackTarget, event: LiveEvent, round: AbortSignal): Promise<string> {
    if (this.isDown) return "fault: callbackDown";
    const t = this.clock.nowSeconds() + VALID_SECONDS;
    const body = JSON.stringify({ appid: target.appId, ...event, t, sign: callbackSign(target.key, t) });
    try {
      const response = await fetch(target.url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
        redirect: "manual",
        signal: AbortSignal.any([round, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      return String(response.status);
    } catch (error) {
      return failureText(error);
    }
  }

  /** What is not told any more need not be told by the next process. */
  private settle(event: LiveEvent): void {
    if (event.event_type !== 200 && event.event_type !== 321) this.journal.settle(event);
  }

  private record(event: LiveEvent, attempt: number, outcome: string): void {
    this.recent.push({ atMs: this.clock.nowMs(), attempt, outcome, event });
    if (this.recent.length > KEPT_DELIVERIES) this.recent.shift();
  }
}

function failureText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message ? error.cause.message : error.message;
}

/** Waits, but not longer than the signal lets it. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}
