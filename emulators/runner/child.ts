import { type ChildProcess, spawn } from "node:child_process";

const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 8_000;
const RESTART_WINDOW_MS = 5_000;
const MOST_RESTARTS = 5;
/** The first restart comes at once; the pauses before the next ones double from this. */
const FIRST_PAUSE_MS = 100;

export interface ChildOptions {
  name: string;
  command: string[];
  env: NodeJS.ProcessEnv;
  /** What to wait for after the start: a message over IPC by default. */
  whenReady?: (child: ChildProcess) => Promise<Record<string, unknown>>;
  /** Called when the child keeps dying and is given up. */
  onGivenUp: (name: string) => void;
  /** Called with what the new process reports, after each restart. */
  onRestart?: (ready: Record<string, unknown>) => void;
  firstPauseMs?: number;
}

/**
 * A child process that is started again when it dies: at once, then after growing pauses. Given up after five deaths in five
 * seconds, pauses not counted, or after five starts in a row that did not become ready.
 */
export class Child {
  readonly name: string;
  private process: ChildProcess | undefined;
  private isStopping = false;
  private deaths: number[] = [];
  private failedStarts = 0;
  private pausedMs = 0;
  private pause: NodeJS.Timeout | undefined;

  constructor(private readonly options: ChildOptions) {
    this.name = options.name;
  }

  get pid(): number | undefined {
    return this.process?.pid;
  }

  /** Starts the process and gives what it reports when it is ready. Rejects with its own sentence when it cannot start. */
  async start(): Promise<Record<string, unknown>> {
    const [file = "", ...args] = this.options.command;
    const child = spawn(file, args, {
      env: this.options.env,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      detached: true, // Ctrl-C reaches the runner alone, which stops its children in order
    });
    this.process = child;
    let isReady = false;
    child.once("exit", () => {
      if (isReady) this.onExit(endOf(child));
    });
    const ready = await (this.options.whenReady ?? readyMessage)(child).catch((error: unknown) => {
      child.kill("SIGKILL"); // one that never became ready must not hold its port
      throw error;
    });
    isReady = true;
    this.failedStarts = 0;
    if (child.exitCode !== null || child.signalCode !== null) this.onExit(endOf(child));
    return ready;
  }

  /** Asks the process to stop and waits; after eight seconds it is killed. */
  async stop(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.pause);
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
    await gone;
    clearTimeout(timer);
  }

  private onExit(how: string): void {
    if (this.isStopping) return;
    const nowMs = Date.now() - this.pausedMs;
    this.deaths = [...this.deaths.filter((at) => nowMs - at < RESTART_WINDOW_MS), nowMs];
    if (this.deaths.length > MOST_RESTARTS || this.failedStarts >= MOST_RESTARTS) {
      this.options.onGivenUp(this.name);
      return;
    }
    const again = this.deaths.length - 1;
    const pauseMs = again === 0 ? 0 : (this.options.firstPauseMs ?? FIRST_PAUSE_MS) * 2 ** (again - 1);
    console.error(`${this.name} ${how}; starting it again${pauseMs >= 1_000 ? ` in ${pauseMs / 1000} s` : ""}`);
    this.pausedMs += pauseMs;
    this.pause = setTimeout(() => this.restart(), pauseMs);
  }

  private restart(): void {
    this.start().then(
      (ready) => this.options.onRestart?.(ready),
      (error: Error) => {
        this.failedStarts += 1;
        this.onExit(error.message);
      },
    );
  }
}

function endOf({ exitCode, signalCode }: ChildProcess): string {
  return signalCode ? `was ended by ${signalCode}` : `ended with code ${exitCode}`;
}

/** Resolves with what the child sends as `{ready}`; rejects with its `{failed}`, its exit, or after a minute. */
function readyMessage(child: ChildProcess): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("did not become ready within a minute")), READY_TIMEOUT_MS);
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      settle();
    };
    child.on("message", (message: { ready?: Record<string, unknown>; failed?: string }) => {
      const { ready, failed } = message;
      if (ready) finish(() => resolve(ready));
      if (failed) finish(() => reject(new Error(failed)));
    });
    child.once("error", (error) => finish(() => reject(error)));
    child.once("exit", (code, signal) =>
      finish(() => reject(new Error(`ended with ${signal ?? `code ${code}`} before it was ready`))),
    );
  });
}
