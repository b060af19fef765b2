/** Between two readings there is at least this. */
const PAUSE_MS = 2_000;

/** Decides when something is read: as soon as it is wished, but not again within two seconds; wishes meanwhile become one. */
export class ReadingPlan {
  readonly #read: () => Promise<void>;
  #isOn = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #dueMs = Number.POSITIVE_INFINITY;
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(read: () => Promise<void>) {
    this.#read = read;
  }

  /** From now on wishes count; the first is for now. */
  start(): void {
    this.#isOn = true;
    this.wish(0);
  }

  /** Wishes for a reading after a while; one that is planned for an earlier moment does for both. */
  wish(delayMs: number): void {
    const nowMs = Date.now();
    const dueMs = Math.max(nowMs + delayMs, this.#lastMs + PAUSE_MS);
    if (!this.#isOn || dueMs >= this.#dueMs) return;
    clearTimeout(this.#timer);
    this.#dueMs = dueMs;
    this.#timer = setTimeout(() => this.#run(), dueMs - nowMs);
  }

  /** Forgets what was planned. */
  stop(): void {
    this.#isOn = false;
    clearTimeout(this.#timer);
    this.#dueMs = Number.POSITIVE_INFINITY;
  }

  #run(): void {
    this.#dueMs = Number.POSITIVE_INFINITY;
    this.#lastMs = Date.now();
    void this.#read();
  }
}
