import { MessageType } from "./rtmp/message";

/** What one media message is: a decoder header, a key frame, any other frame, or nothing a viewer needs. */
export type FrameKind = "header" | "key" | "frame" | "skip";

const VIDEO_CODECS: Record<number, string> = {
  2: "Sorenson H.263",
  3: "Screen video",
  4: "VP6",
  5: "VP6 with alpha",
  12: "HEVC",
};
const AUDIO_CODECS: Record<number, string> = { 0: "PCM", 1: "ADPCM", 3: "PCM", 7: "G.711 A-law", 8: "G.711 mu-law", 11: "Speex" };
const AVC = 7;
const MP3 = 2;
const AAC = 10;
const MP3_8K = 14;
const ENHANCED_AUDIO = 9;
const COMMAND_FRAME = 5;

/** Classifies the payload of a video or audio message; `{ refused }` says why a codec is not taken. */
export function classify(type: number, payload: Buffer): FrameKind | { refused: string } {
  return type === MessageType.Video ? classifyVideo(payload) : classifyAudio(payload);
}

function classifyVideo(payload: Buffer): FrameKind | { refused: string } {
  const first = payload[0];
  if (first === undefined) return "skip";
  if (first & 0x80) return { refused: enhanced("video", payload) };
  const codec = first & 15;
  if (codec !== AVC) return { refused: `video codec ${VIDEO_CODECS[codec] ?? codec} is not taken: push H.264` };
  const frameType = first >> 4;
  if (frameType === COMMAND_FRAME || payload.length < 5) return "skip";
  if (payload[1] === 0) return "header";
  if (payload[1] !== 1) return "skip";
  return frameType === 1 ? "key" : "frame";
}

function classifyAudio(payload: Buffer): FrameKind | { refused: string } {
  const first = payload[0];
  if (first === undefined) return "skip";
  const format = first >> 4;
  if (format === ENHANCED_AUDIO) return { refused: enhanced("audio", payload) };
  if (format === MP3 || format === MP3_8K) return "frame";
  if (format !== AAC) return { refused: `audio codec ${AUDIO_CODECS[format] ?? format} is not taken: push AAC or MP3` };
  if (payload.length < 2) return "skip";
  return payload[1] === 0 ? "header" : "frame";
}

function enhanced(what: string, payload: Buffer): string {
  const fourCc = payload.toString("latin1", 1, 5).replace(/[^\w.-]/g, "?");
  return `Enhanced RTMP ${what} (${fourCc}) is not taken: push H.264 with AAC`;
}
