import { readFile } from "node:fs/promises";
import path from "node:path";
import { type Clip, readClip, repeatClip } from "../../emulators/live/channel/clip";
import { type OutgoingMedia, Publisher } from "../../emulators/live/channel/publisher";

const CLIP = path.resolve(import.meta.dirname, "../../emulators/live/channel/clip.flv");
const TICK_MS = 20;
const FRAMES_PER_SECOND = 25;
const FILLER = 12;

/** The built-in clip (25 frames a second, a key frame every two) at a higher bit rate, by filler that decoders pass over. */
export async function heavyClip(bitsPerSecond: number): Promise<Clip> {
  const clip = readClip(await readFile(CLIP));
  const frameBytes = bitsPerSecond / 8 / FRAMES_PER_SECOND;
  const pictures = clip.pictures.map((tag) => ({
    ...tag,
    payload: Buffer.concat([tag.payload, filler(frameBytes - tag.payload.length)]),
  }));
  return { ...clip, pictures };
}

/** A NAL unit of type 12 of about this length, behind its length. */
function filler(bytes: number): Buffer {
  if (bytes < 8) return Buffer.alloc(0);
  const unit = Buffer.alloc(Math.floor(bytes), 0xff);
  unit.writeUInt32BE(unit.length - 4, 0);
  unit[4] = FILLER;
  unit[unit.length - 1] = 0x80;
  return unit;
}

/** Pushes a clip in real time until it is stopped. */
export async function pushClip(clip: Clip, pushUrl: string): Promise<{ stop(): void }> {
  const publisher = new Publisher(pushUrl);
  await publisher.start();
  const media = repeatClip(clip, 0);
  const startedMs = performance.now();
  let next = media.next().value;
  publisher.send(clip.opening);
  const timer = setInterval(() => {
    const due: OutgoingMedia[] = [];
    for (; next.dueMs <= performance.now() - startedMs; next = media.next().value) due.push(next);
    publisher.send(due);
  }, TICK_MS);
  return {
    stop: () => {
      clearInterval(timer);
      publisher.close();
    },
  };
}
