import { type ChildProcess, spawn } from "node:child_process";

export interface Encoder {
  /** Stops pushing as OBS does when its button is pressed. */
  stop(): Promise<void>;
  /** The network or the machine is gone: no goodbye. */
  kill(): Promise<void>;
  /** Resolves with ffmpeg's last words when it has ended. */
  ended: Promise<string>;
}

/** Pushes a moving test picture with sound by ffmpeg over RTMP, with the settings that OBS uses. */
export function startEncoder(address: string): Encoder {
  const args = ["-hide_banner", "-loglevel", "warning", "-re", "-f", "lavfi", "-i", "testsrc2=size=640x360:rate=25"];
  args.push("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100", "-c:v", "libx264", "-preset", "ultrafast");
  args.push("-tune", "zerolatency", "-pix_fmt", "yuv420p", "-g", "25", "-b:v", "600k", "-c:a", "aac", "-b:a", "64k");
  args.push("-f", "flv", address);
  const ffmpeg = spawn("ffmpeg", args, { stdio: ["ignore", "ignore", "pipe"] });
  let words = "";
  ffmpeg.stderr.on("data", (chunk: Buffer) => {
    words = `${words}${chunk}`.slice(-4_000);
  });
  const ended = new Promise<string>((resolve) => ffmpeg.once("exit", () => resolve(words)));
  const end = (signal: NodeJS.Signals) => async () => {
    if (isRunning(ffmpeg)) ffmpeg.kill(signal);
    await ended;
  };
  return { stop: end("SIGINT"), kill: end("SIGKILL"), ended };
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}
