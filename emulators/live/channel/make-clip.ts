// Draws and encodes clip.flv again: `npx tsx emulators/live/channel/make-clip.ts`. Needs ffmpeg and Chromium; a few minutes.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { build } from "esbuild";
import { SCENE } from "./clip-canvas";
import { composeSound, SOUND } from "./clip-sound";

const FFMPEG = process.env.FFMPEG ?? "/usr/bin/ffmpeg";
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

const folder = await mkdtemp(join(tmpdir(), "hiroba-clip-"));
const sound = join(folder, "sound.s16");
await writeFile(sound, Buffer.from(composeSound().buffer));
await encode(sound, join(import.meta.dirname, "clip.flv"));
await rm(folder, { recursive: true });

/** Key frames every two seconds and no B-frames: what a live encoder sends, and what loops without reordering. */
async function encode(soundPath: string, target: string): Promise<void> {
  const gop = String(SCENE.fps * 2);
  const pictures = ["-f", "image2pipe", "-framerate", String(SCENE.fps), "-c:v", "png", "-i", "pipe:0"];
  const samples = ["-f", "s16le", "-ar", String(SOUND.sampleRate), "-ac", "1", "-i", soundPath];
  const video = ["-c:v", "libx264", "-preset", "veryslow", "-profile:v", "high", "-pix_fmt", "yuv420p", "-bf", "0", "-g", gop];
  const quality = [
    "-keyint_min",
    gop,
    "-sc_threshold",
    "0",
    "-crf",
    process.env.CRF ?? "32",
    "-aq-mode",
    "3",
    "-tune",
    "animation",
  ];
  const audio = ["-c:a", "aac", "-b:a", "40k"];
  const arguments_ = [...pictures, ...samples, ...video, ...quality, ...audio, "-flvflags", "no_duration_filesize", target];
  const ffmpeg = spawn(FFMPEG, ["-y", "-loglevel", "warning", ...arguments_], { stdio: ["pipe", "inherit", "inherit"] });
  const exited = once(ffmpeg, "exit");
  for await (const picture of drawFrames()) if (!ffmpeg.stdin.write(picture)) await once(ffmpeg.stdin, "drain");
  ffmpeg.stdin.end();
  const [code] = await exited;
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`);
}

async function* drawFrames(): AsyncGenerator<Buffer> {
  const entry = join(import.meta.dirname, "clip-scene.ts");
  const bundle = await build({ entryPoints: [entry], bundle: true, write: false, format: "iife", globalName: "scene" });
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  const page = await browser.newPage();
  await page.setContent(`<canvas width="${SCENE.width}" height="${SCENE.height}"></canvas>`);
  await page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? "" });
  await page.evaluate("var canvas = document.querySelector('canvas'); var context = canvas.getContext('2d')");
  for (let frame = 0; frame < SCENE.seconds * SCENE.fps; frame++) {
    const url = await page.evaluate(`scene.drawScene(context, ${frame / SCENE.fps}), canvas.toDataURL("image/png")`);
    yield Buffer.from(String(url).split(",")[1] ?? "", "base64");
  }
  await browser.close();
}
