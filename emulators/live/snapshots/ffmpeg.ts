import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const MOST_MS = 5_000;
const MOST_BYTES = 2 << 20;
export const SNAPSHOT_WIDTH = 640;

/** Where ffmpeg is; null when it is not installed, and then there are no snapshots. */
export function findFfmpeg(path = process.env.PATH ?? ""): string | null {
  for (const folder of path.split(delimiter)) {
    const file = join(folder, "ffmpeg");
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // not in this folder
    }
  }
  return null;
}

/** One H.264 key frame as a JPEG; null when ffmpeg cannot read it within five seconds. */
export function toJpeg(ffmpeg: string, frame: Buffer): Promise<Buffer | null> {
  const from = ["-v", "error", "-nostdin", "-threads", "1", "-f", "h264", "-i", "pipe:0"];
  const to = ["-frames:v", "1", "-vf", `scale=${SNAPSHOT_WIDTH}:-2`, "-q:v", "5", "-f", "mjpeg", "pipe:1"];
  const child = spawn(ffmpeg, [...from, ...to], { stdio: ["pipe", "pipe", "ignore"], timeout: MOST_MS, killSignal: "SIGKILL" });
  const parts: Buffer[] = [];
  let bytes = 0;
  child.stdout.on("data", (data: Buffer) => {
    bytes += data.length;
    if (bytes <= MOST_BYTES) parts.push(data);
    else child.kill("SIGKILL");
  });
  child.stdin.on("error", () => undefined); // it has read enough, or is gone: the exit tells
  child.stdin.end(frame);
  return new Promise((resolve) => {
    child.once("error", () => resolve(null));
    child.once("close", (code) => resolve(code === 0 && bytes > 0 ? Buffer.concat(parts) : null));
  });
}
