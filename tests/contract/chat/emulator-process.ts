import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { ChatConfigInput } from "../../../emulators/chat/config";
import type { ChatReady } from "../../../emulators/chat/server";
import { NODE_FLAGS } from "../../../emulators/runner/services";
import { programOf } from "../../support/programs";

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
  const child = fork(await programOf("emulators/chat/main.ts"), { execArgv: NODE_FLAGS.chat, env });
  const [{ ready }] = (await once(child, "message")) as [{ ready: ChatReady }];
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  };
  return { ready, child, kill: () => end("SIGKILL"), close: () => end("SIGTERM") };
}
