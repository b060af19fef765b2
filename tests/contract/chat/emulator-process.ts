import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { ChatConfigInput } from "../../../emulators/chat/config";
import type { ChatReady } from "../../../emulators/chat/server";
import { NODE_FLAGS } from "../../../emulators/runner/services";

const MAIN = join(import.meta.dirname, "../../../emulators/chat/main.ts");

/** The emulator as the runner starts it: a process of its own, that can be killed and whose memory is nobody else's. */
export interface EmulatorProcess {
  ready: ChatReady;
  child: ChildProcess;
  /** Ends it without a warning. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export async function startEmulatorProcess(config: ChatConfigInput): Promise<EmulatorProcess> {
  const env = { ...process.env, EMULATOR_CONFIG: JSON.stringify(config) };
  const child = fork(MAIN, { execArgv: [...(NODE_FLAGS.chat ?? []), "--import", "tsx"], env });
  const [{ ready }] = (await once(child, "message")) as [{ ready: ChatReady }];
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  };
  return { ready, child, kill: () => end("SIGKILL"), close: () => end("SIGTERM") };
}
