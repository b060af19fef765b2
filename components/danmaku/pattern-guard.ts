import type { PatternNews, PatternTask } from "./pattern-messages";

/** The part of a worker that is used, so that any thread will do. */
export interface PatternThread {
  post(task: PatternTask): void;
  onNews(listener: (news: PatternNews) => void): void;
  end(): void;
}

/** One expression may take this long over all waiting texts. */
const DEADLINE_MS = 100;
/** Loading the worker's script may take longer than any expression. */
const START_MS = 10_000;

interface Waiting {
  text: string;
  answer: (isFound: boolean) => void;
}

/**
 * Says which texts a viewer's regular expressions find, without ever running one on the page's own thread. An expression
 * that does not come to its end in time is given up with its thread, reported, and not run again.
 */
export class PatternGuard {
  readonly #spawn: () => PatternThread;
  readonly #onSlow: (pattern: string) => void;
  #patterns: readonly string[] = [];
  readonly #slow = new Set<string>();
  #thread: PatternThread | null = null;
  #isReady = false;
  #waiting: Waiting[] = [];
  #running: { task: PatternTask; entries: Waiting[]; pattern: string | null } | null = null;
  #nextId = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(spawn: () => PatternThread, onSlow: (pattern: string) => void) {
    this.#spawn = spawn;
    this.#onSlow = onSlow;
  }

  setPatterns(patterns: readonly string[]): void {
    this.#patterns = patterns;
    if (patterns.length === 0) this.close();
  }

  /** True when an expression finds the text. Resolves within about the deadline times the number of expressions. */
  isFound(text: string): Promise<boolean> {
    if (this.#active.length === 0) return Promise.resolve(false);
    return new Promise((answer) => {
      this.#waiting.push({ text, answer });
      this.#next();
    });
  }

  /** Ends the thread; what waits is taken as not found. */
  close(): void {
    this.#endThread();
    for (const { answer } of [...(this.#running?.entries ?? []), ...this.#waiting]) answer(false);
    this.#running = null;
    this.#waiting = [];
  }

  get #active(): readonly string[] {
    return this.#patterns.filter((pattern) => !this.#slow.has(pattern));
  }

  #next(): void {
    if (this.#running || this.#waiting.length === 0) return;
    if (this.#active.length === 0) {
      this.close();
      return;
    }
    const entries = this.#waiting;
    this.#waiting = [];
    const task = { id: this.#nextId++, patterns: this.#active, texts: entries.map(({ text }) => text) };
    this.#running = { task, entries, pattern: null };
    this.#start();
  }

  #start(): void {
    if (!this.#running) return;
    if (!this.#thread) {
      const thread = this.#spawn();
      this.#thread = thread;
      this.#isReady = false;
      thread.onNews((news) => thread === this.#thread && this.#hear(news));
    }
    this.#watch(this.#isReady ? DEADLINE_MS : START_MS);
    if (this.#isReady) this.#thread.post(this.#running.task);
  }

  #hear(news: PatternNews): void {
    if (news.kind === "ready") {
      this.#isReady = true;
      this.#start();
      return;
    }
    const running = this.#running;
    if (running?.task.id !== news.id) return;
    if (news.kind === "at") {
      running.pattern = news.pattern;
      this.#watch(DEADLINE_MS);
      return;
    }
    clearTimeout(this.#timer);
    this.#running = null;
    for (const [index, { answer }] of running.entries.entries()) answer(news.found[index] ?? false);
    this.#next();
  }

  #watch(ms: number): void {
    clearTimeout(this.#timer);
    // A page that was busy itself finds its timer due together with the thread's news; the news go first.
    this.#timer = setTimeout(() => {
      this.#timer = setTimeout(() => this.#giveUp(), 0);
    }, ms);
  }

  #giveUp(): void {
    const running = this.#running;
    if (!running) return;
    this.#endThread();
    if (running.pattern === null) {
      this.close(); // no thread can be had here
      return;
    }
    this.#slow.add(running.pattern);
    this.#onSlow(running.pattern);
    this.#running = null;
    this.#waiting = [...running.entries, ...this.#waiting];
    this.#next();
  }

  #endThread(): void {
    clearTimeout(this.#timer);
    this.#thread?.end();
    this.#thread = null;
  }
}

/** A worker of the browser. */
export function spawnPatternWorker(): PatternThread {
  const worker = new Worker(new URL("./pattern-worker.ts", import.meta.url), { type: "module" });
  return {
    post: (task) => worker.postMessage(task),
    onNews: (listener) => {
      worker.onmessage = ({ data }: MessageEvent<PatternNews>) => listener(data);
    },
    end: () => worker.terminate(),
  };
}
