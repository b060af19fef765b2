import { type ChildProcess, spawn } from "node:child_process";

/** Where the clock stands in the picture, known to the drawing and to the reading side. */
export const barcode = { bits: 32, cell: 20, height: 32, width: 640, pictureHeight: 360 };

const FRAMES_PER_SECOND = 25;
const STOP_MS = 3_000;
const [BLACK, WHITE, PAPER, BOX] = [16, 235, 110, 180];

/** An encoder whose every frame carries the moment at which it was drawn. */
export interface ClockEncoder {
  stop(): Promise<void>;
}

/** Pushes a moving picture with sound over RTMP, keyframes every two seconds; each frame shows the wall clock as two rows of bars. */
export function startClockEncoder(address: string): ClockEncoder {
  const size = `${barcode.width}x${barcode.pictureHeight}`;
  const video = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", size, "-r", String(FRAMES_PER_SECOND), "-i", "pipe:0"];
  const sound = ["-re", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100", "-c:a", "aac", "-b:a", "96k"];
  const codec = [
    "-c:v",
    "libx264",
    "-preset",
    "ultrafast",
    "-tune",
    "zerolatency",
    "-g",
    String(2 * FRAMES_PER_SECOND),
    "-b:v",
    "1200k",
  ];
  const ffmpeg = spawn("ffmpeg", ["-hide_banner", "-loglevel", "error", ...video, ...sound, ...codec, "-f", "flv", address], {
    stdio: ["pipe", "ignore", "inherit"],
  });
  ffmpeg.stdin.on("error", () => undefined); // it has ended; `exit` tells
  const timer = drawFrames(ffmpeg);
  const ended = new Promise<void>((resolve) => ffmpeg.once("exit", () => resolve()));
  return {
    stop: async () => {
      clearInterval(timer);
      ffmpeg.stdin.end(); // it hears the signal only between two frames, so none may be awaited
      ffmpeg.kill("SIGINT");
      const killer = setTimeout(() => ffmpeg.kill("SIGKILL"), STOP_MS);
      await ended;
      clearTimeout(killer);
    },
  };
}

/** As many frames as the clock asks for, also after a late turn of the event loop. */
function drawFrames(ffmpeg: ChildProcess): NodeJS.Timeout {
  const startedMs = Date.now();
  let drawn = 0;
  return setInterval(() => {
    const due = ((Date.now() - startedMs) / 1000) * FRAMES_PER_SECOND;
    for (; drawn < due; drawn++) ffmpeg.stdin?.write(frameAt(Date.now(), drawn));
  }, 5);
}

function frameAt(nowMs: number, index: number): Buffer {
  const { bits, cell, height, width, pictureHeight } = barcode;
  const pixels = width * pictureHeight;
  const frame = Buffer.alloc(pixels * 1.5, 128);
  frame.fill(PAPER, 0, pixels);
  const clock = nowMs % 2 ** bits;
  const row = Buffer.alloc(width);
  for (let bit = 0; bit < bits; bit++) {
    const isSet = Math.floor(clock / 2 ** bit) % 2 === 1;
    row.fill(isSet ? WHITE : BLACK, bit * cell, (bit + 1) * cell);
  }
  const inverse = row.map((value) => (value === WHITE ? BLACK : WHITE));
  for (let y = 0; y < height; y++) row.copy(frame, y * width);
  for (let y = height; y < 2 * height; y++) frame.set(inverse, y * width);
  const left = (index * 8) % (width - 80);
  for (let y = 160; y < 240; y++) frame.fill(BOX, y * width + left, y * width + left + 80);
  return frame;
}
