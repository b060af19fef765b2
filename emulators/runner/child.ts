import { type ChildProcess, spawn } from "node:child_process";

const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 8_000;
const RESTART_WINDOW_MS = 10_000;
const MOST_RESTARTS = 5;

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
}

/** A child process that is started again when it dies, at most five times in ten seconds. */
export class Child {
  readonly name: string;
  private process: ChildProcess | undefined;
  private isStopping = false;
  private deaths: number[] = [];

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
      if (isReady) this.onExit();
    });
    const ready = await (this.options.whenReady ?? readyMessage)(child);
    isReady = true;
    if (child.exitCode !== null || child.signalCode !== null) this.onExit();
    return ready;
  }

  /** Asks the process to stop and waits; after eight seconds it is killed. */
  async stop(): Promise<void> {
    this.isStopping = true;
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
    await gone;
    clearTimeout(timer);
  }

  private onExit(): void {
    if (this.isStopping) return;
    const nowMs = Date.now();
    this.deaths = [...this.deaths.filter((at) => nowMs - at < RESTART_WINDOW_MS), nowMs];
    if (this.deaths.length > MOST_RESTARTS) {
      this.options.onGivenUp(this.name);
      return;
    }
    console.error(`${this.name} has stopped; starting it again`);
    this.start().then(
      (ready) => this.options.onRestart?.(ready),
      (error: Error) => {
        console.error(`${this.name}: ${error.message}`);
        this.onExit();
      },
    );
  }
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
