import { z } from "zod";

/** The time an emulator believes in. Tests move `offsetMs`; nothing in an emulator reads the machine's clock directly. */
export class Clock {
  offsetMs = 0;

  /** Milliseconds since 1970 as the emulator sees them. */
  nowMs(): number {
    return this.machineMs() + this.offsetMs;
  }

  /** The machine's own milliseconds, for what a moved clock must not disturb: rates, holds, sequences. */
  machineMs(): number {
    return Date.now();
  }

  /** Whole seconds since 1970 as the emulator sees them. */
  nowSeconds(): number {
    return Math.floor(this.nowMs() / 1000);
  }
}

/** What a started emulator hands back: addresses for the runner, and a close that waits for its sockets and files. */
export interface RunningEmulator {
  ready: Record<string, unknown>;
  close(): Promise<void>;
}

/**
 * Runs one emulator as a child process of `emulators/run.ts`: reads its configuration from `EMULATOR_CONFIG`,
 * reports `{ ready }` (or `{ failed }`) over IPC, and stops on SIGTERM, SIGINT or when the parent is gone,
 * so that a killed runner leaves no process holding a port.
 */
export async function runEmulator<T>(schema: z.ZodType<T>, start: (config: T) => Promise<RunningEmulator>): Promise<void> {
  let running: RunningEmulator | undefined;
  let stopping = false;
  const stop = async (code: number) => {
    if (stopping) return;
    stopping = true;
    await running?.close();
    process.exit(code);
  };
  process.once("SIGTERM", () => void stop(0));
  process.once("SIGINT", () => void stop(0));
  process.once("disconnect", () => void stop(0));
  try {
    const config = schema.parse(JSON.parse(process.env.EMULATOR_CONFIG ?? "{}"));
    running = await start(config);
    process.send?.({ ready: running.ready });
  } catch (error) {
    process.send?.({ failed: describeFailure(error) });
    console.error(error);
    await stop(1);
  }
}

/** One sentence a newcomer can act on; a busy port is named with the variable that moves it by the runner. */
export function describeFailure(error: unknown): string {
  if (error instanceof z.ZodError) return `configuration: ${z.prettifyError(error)}`;
  if (isErrno(error) && error.code === "EADDRINUSE") return `port ${error.port} is in use`;
  return error instanceof Error ? error.message : String(error);
}

function isErrno(error: unknown): error is NodeJS.ErrnoException & { port?: number } {
  return error instanceof Error && "code" in error;
}
