import { pictureSize } from "../sps";

/** H.264 as RTMP sends it; times in milliseconds. */
export interface VideoTrack {
  kind: "video";
  id: number;
  timescale: number;
  /** The AVCDecoderConfigurationRecord. */
  config: Buffer;
  width: number;
  height: number;
}

/** AAC; times in samples, so that frames follow each other without a gap. */
export interface AudioTrack {
  kind: "audio";
  id: number;
  timescale: number;
  /** The AudioSpecificConfig. */
  config: Buffer;
  channels: number;
}

export type Track = VideoTrack | AudioTrack;

/** One frame. `dts`, `duration` and `cts` (presentation minus decoding) are in the track's timescale. */
export interface Sample {
  dts: number;
  duration: number;
  cts: number;
  isKey: boolean;
  data: Buffer;
}

export const VIDEO_ID = 1;
export const AUDIO_ID = 2;
export const VIDEO_TIMESCALE = 1000;
/** Sound samples in one AAC frame. */
export const AAC_FRAME = 1024;

const RATES = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350];
const MAX_AUDIO_CONFIG_BYTES = 64;
const MAX_VIDEO_CONFIG_BYTES = 4096;

/** The track of a decoder configuration; null when it cannot be read, and then the stream has no such track in HLS. */
export function videoTrack(config: Buffer): VideoTrack | null {
  if (config.length < 7 || config.length > MAX_VIDEO_CONFIG_BYTES) return null;
  const { width, height } = pictureSize(config) ?? { width: 0, height: 0 };
  return { kind: "video", id: VIDEO_ID, timescale: VIDEO_TIMESCALE, config: Buffer.from(config), width, height };
}

/** The same for sound. */
export function audioTrack(config: Buffer): AudioTrack | null {
  if (config.length < 2 || config.length > MAX_AUDIO_CONFIG_BYTES) return null;
  const index = ((config.readUInt8(0) & 7) << 1) | (config.readUInt8(1) >> 7);
  const rate = index === 15 ? explicitRate(config) : RATES[index];
  if (!rate) return null;
  const channels = index === 15 ? 2 : (config.readUInt8(1) >> 3) & 15;
  return { kind: "audio", id: AUDIO_ID, timescale: rate, config: Buffer.from(config), channels: channels || 2 };
}

/** A rate that is written out: 24 bits after five of the object type and four ones. */
function explicitRate(config: Buffer): number | null {
  if (config.length < 5) return null;
  const rate = (config.readUIntBE(1, 4) >>> 7) & 0xffffff;
  return rate >= 7350 && rate <= 192_000 ? rate : null;
}
