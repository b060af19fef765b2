const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/** Runs one piece of work at a time; asks during it mean one more round. After a failure it waits longer each time. */
export class SerialLoop {
  readonly #settle: () => Promise<void>;
  readonly #onFailure: (error: unknown) => void;
  readonly #random: () => number;
  #isRunning = false;
  #isAsked = false;
  #failures = 0;
  #wake: () => void = () => {};

  constructor(settle: () => Promise<void>, onFailure: (error: unknown) => void, random = Math.random) {
    this.#settle = settle;
    this.#onFailure = onFailure;
    this.#random = random;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  get failures(): number {
    return this.#failures;
  }

  /** Asks for a round; ends the wait after a failure. */
  run(): void {
    this.#isAsked = true;
    this.#wake();
    if (!this.#isRunning) void this.#rounds();
  }

  /** As `run`, and counts failures from zero. */
  runAfresh(): void {
    this.#failures = 0;
    this.run();
  }

  async #rounds(): Promise<void> {
    this.#isRunning = true;
    while (this.#isAsked) {
      this.#isAsked = false;
      try {
        await this.#settle();
        this.#failures = 0;
      } catch (error) {
        this.#failures += 1;
        this.#onFailure(error);
        await this.#wait(waitAfter(this.#failures, this.#random()));
        this.#isAsked = true;
      }
    }
    this.#isRunning = false;
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Milliseconds to wait after the n-th failure in a row: doubling, never above 15 s, spread so that readers do not return together. */
export function waitAfter(failures: number, random: number): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
  return Math.round(full * (0.6 + 0.4 * random));
}
