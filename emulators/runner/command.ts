import { spawn } from "node:child_process";

/** Runs a command to its end. In quiet mode its output is shown only when it fails. Rejects with the command when it does. */
export function run(
  root: string,
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  mode: "quiet" | "loud",
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stdio = mode === "loud" ? "inherit" : "pipe";
    const child = spawn(file, args, { cwd: root, env, stdio: ["ignore", stdio, stdio] });
    const output: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => output.push(chunk));
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      if (code === 0) return resolve();
      if (mode === "quiet") process.stderr.write(Buffer.concat(output));
      reject(new Error(`"${args.slice(0, 3).join(" ")}" ended with ${signal ?? `code ${code}`}`));
    });
  });
}
