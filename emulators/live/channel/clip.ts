import { type FlvTag, readFlv } from "../flv";
import { MessageType } from "../rtmp/message";
import type { OutgoingMedia } from "./publisher";

const SAMPLE_RATES = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000, 7350];
const SAMPLES_PER_FRAME = 1024;
const TIMESTAMP_RANGE = 2 ** 32;

/** A clip taken apart: what opens a push, and the pictures and sounds that repeat. */
export interface Clip {
  opening: OutgoingMedia[];
  pictures: FlvTag[];
  sounds: FlvTag[];
  /** From the first picture to the end of the last one. */
  lengthMs: number;
  soundMs: number;
}

/** Reads a clip of H.264 without B-frames and AAC from a whole FLV file. Throws when it is something else. */
export function readClip(file: Buffer): Clip {
  const tags = readFlv(file);
  const metadata = tags.filter((tag) => tag.type === MessageType.DataAmf0).slice(0, 1);
  const videoTags = tags.filter((tag) => tag.type === MessageType.Video);
  const audioTags = tags.filter((tag) => tag.type === MessageType.Audio);
  const [videoHeader, audioHeader] = [videoTags, audioTags].map((list) => list.find(isHeader));
  const [pictures, sounds] = [videoTags, audioTags].map((list) => list.filter(isFrame));
  const [first, second] = pictures ?? [];
  if (!videoHeader || !audioHeader || !pictures || !sounds || !first || !second) throw new Error("the clip needs H.264 and AAC");
  const pictureMs = second.timestamp - first.timestamp;
  return {
    opening: [...metadata, videoHeader, audioHeader].map((tag) => ({ ...tag, timestamp: 0 })),
    pictures: pictures.map((tag) => ({ ...tag, timestamp: tag.timestamp - first.timestamp })),
    sounds,
    lengthMs: pictures.length * pictureMs,
    soundMs: (SAMPLES_PER_FRAME * 1000) / sampleRate(audioHeader),
  };
}

/** Where decoding must begin to show the picture of `positionMs`. */
export function keyFrameBefore(clip: Clip, positionMs: number): number {
  const isKey = (tag: FlvTag) => (tag.payload[0] ?? 0) >> 4 === 1;
  return clip.pictures.findLast((tag) => tag.timestamp <= positionMs && isKey(tag))?.timestamp ?? 0;
}

/**
 * The clip repeated for ever, from the key frame at `originMs`, in the order of its timestamps. They begin at 0 and go on
 * over the loops, modulo 2^32. Sound keeps its own even rhythm, so no loop opens a gap in it.
 */
export function* repeatClip(clip: Clip, originMs: number): Generator<OutgoingMedia & { dueMs: number }, never> {
  let picture = clip.pictures.findIndex((tag) => tag.timestamp === originMs);
  let sound = Math.ceil(originMs / clip.soundMs);
  let soundAtMs = sound * clip.soundMs;
  let [pictureLoop, soundLoop] = [0, 0];
  for (;;) {
    if (soundAtMs >= (soundLoop + 1) * clip.lengthMs || sound >= clip.sounds.length) [sound, soundLoop] = [0, soundLoop + 1];
    if (picture >= clip.pictures.length) [picture, pictureLoop] = [0, pictureLoop + 1];
    const [nextPicture, nextSound] = [clip.pictures[picture], clip.sounds[sound]];
    if (!nextPicture || !nextSound) throw new Error("the clip is empty");
    const pictureAtMs = pictureLoop * clip.lengthMs + nextPicture.timestamp;
    const isPicture = pictureAtMs <= soundAtMs;
    const dueMs = (isPicture ? pictureAtMs : soundAtMs) - originMs;
    const { type, payload } = isPicture ? nextPicture : nextSound;
    if (isPicture) picture++;
    else [sound, soundAtMs] = [sound + 1, soundAtMs + clip.soundMs];
    yield { type, payload, dueMs, timestamp: Math.round(dueMs) % TIMESTAMP_RANGE };
  }
}

function isHeader(tag: FlvTag): boolean {
  return tag.payload[1] === 0;
}

function isFrame(tag: FlvTag): boolean {
  return tag.payload[1] === 1;
}

/** From the AudioSpecificConfig: five bits of object type, then four of frequency index. */
function sampleRate(header: FlvTag): number {
  const rate = SAMPLE_RATES[(header.payload.readUInt16BE(2) >> 7) & 15];
  if (!rate) throw new Error("the clip's sample rate is not in the table");
  return rate;
}
