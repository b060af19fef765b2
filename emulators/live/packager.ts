import { fragment } from "./fmp4/fragment";
import { initSegment } from "./fmp4/init";
import { AAC_FRAME, type AudioTrack, audioTrack, type Sample, type Track, type VideoTrack, videoTrack } from "./fmp4/tracks";
import { MessageType } from "./rtmp/message";
import { AudioClock, Timeline } from "./timeline";

/** A segment ends at the first key frame after this long: one second of latency where the encoder allows it. */
const SHORTEST_MS = 900;
/** Without a key frame it ends here, and the next one does not begin with one. */
const LONGEST_MS = 8_000;
const MOST_BYTES = 16 << 20;
/** How long sound or picture is waited for before what is there is packed without it. */
const WAIT_FOR_TRACK_MS = 1_500;
const AAC = 10;
const VIDEO_HEAD_BYTES = 5;
const AUDIO_HEAD_BYTES = 2;

/** A piece of the stream as HLS serves it and recordings keep it. */
export interface Segment {
  bytes: Buffer;
  /** Of its `moof`. */
  headBytes: number;
  startMs: number;
  durationMs: number;
  isIndependent: boolean;
}

/** What segments have in common until the next `begin`. */
export interface Packed {
  tracks: readonly Track[];
  init: Buffer;
  /** When the first frame arrived, and its time in the stream. */
  startedAtMs: number;
  startMs: number;
}

/** Takes what is packed. `begin` comes first, and again whenever a decoder's configuration changes. */
export interface SegmentSink {
  begin(packed: Packed): void;
  segment(segment: Segment): void;
}

interface Frame {
  isVideo: boolean;
  arrivedAtMs: number;
  ms: number;
  cts: number;
  isKey: boolean;
  data: Buffer;
}

/** What is put together for the present configuration. */
interface Packing {
  video: VideoTrack | null;
  audio: AudioTrack | null;
  audioClock: AudioClock | null;
  startMs: number;
  lastVideoMs: number;
  /** A frame whose length is not known before the next one comes. */
  open: (Sample & { isOpen: true }) | null;
  videoSamples: Sample[];
  audioSamples: Sample[];
  bytes: number;
  beginsWithKey: boolean;
}

/**
 * Cuts one push into fragmented MP4, at key frames. H.264 and AAC only: sound of another kind is left out. Payloads are kept as
 * they are until their segment is complete, and never longer.
 */
export class Packager {
  private readonly timeline = new Timeline();
  private video: VideoTrack | null = null;
  private audio: AudioTrack | null = null;
  private waiting: Frame[] = [];
  private waitingBytes = 0;
  private packing: Packing | null = null;
  private sequence = 0;

  constructor(
    private readonly sink: SegmentSink,
    private readonly nowMs: () => number,
  ) {}

  /** Takes one audio or video message that was classified as this. */
  push(type: number, timestamp: number, payload: Buffer, kind: "header" | "key" | "frame"): void {
    const isVideo = type === MessageType.Video;
    if (!isVideo && payload.readUInt8(0) >> 4 !== AAC) return;
    if (kind === "header") this.configure(isVideo, payload.subarray(isVideo ? VIDEO_HEAD_BYTES : AUDIO_HEAD_BYTES));
    else this.frame(isVideo, timestamp, payload, kind === "key");
  }

  /** The push is over: what is left becomes the last segment. */
  end(): void {
    if (!this.packing) this.start();
    this.finish();
  }

  private configure(isVideo: boolean, config: Buffer): void {
    const known = isVideo ? this.video : this.audio;
    if (known?.config.equals(config)) return;
    if (this.packing) this.finish();
    if (isVideo) this.video = videoTrack(config);
    else this.audio = audioTrack(config);
  }

  private frame(isVideo: boolean, timestamp: number, payload: Buffer, isKey: boolean): void {
    const ms = this.timeline.at(timestamp);
    const data = payload.subarray(isVideo ? VIDEO_HEAD_BYTES : AUDIO_HEAD_BYTES);
    if (data.length === 0 || !(isVideo ? this.video : this.audio)) return;
    const cts = isVideo ? payload.readIntBE(2, 3) : 0;
    const frame = { isVideo, arrivedAtMs: this.nowMs(), ms, cts, isKey: isKey || !isVideo, data };
    if (this.packing) this.add(this.packing, frame);
    else this.wait(frame);
  }

  /** Before the first segment: until both tracks are there, or one was waited for long enough. */
  private wait(frame: Frame): void {
    const isFirstPicture = frame.isVideo && !this.waiting.some(({ isVideo }) => isVideo);
    if (isFirstPicture && !frame.isKey) return;
    this.waiting.push(frame);
    this.waitingBytes += frame.data.length;
    const hasPicture = this.waiting.some(({ isVideo }) => isVideo);
    const waitedMs = frame.ms - (this.waiting[0]?.ms ?? 0);
    const isComplete = hasPicture && this.audio !== null && this.video !== null;
    // A picture that was announced comes with its next key frame; sound is announced or not at all.
    const patienceMs = this.video && !hasPicture ? LONGEST_MS : WAIT_FOR_TRACK_MS;
    if (isComplete || waitedMs >= patienceMs || this.waitingBytes > MOST_BYTES) this.start();
  }

  private start(): void {
    const frames = this.waiting;
    this.waiting = [];
    this.waitingBytes = 0;
    const firstPicture = frames.find(({ isVideo }) => isVideo);
    const first = firstPicture ?? frames[0];
    if (!first) return;
    const video = firstPicture ? this.video : null;
    const { audio } = this;
    const tracks = [video, audio].filter((track) => track !== null);
    this.packing = {
      video,
      audio,
      audioClock: audio && new AudioClock(audio.timescale, AAC_FRAME),
      startMs: first.ms,
      lastVideoMs: first.ms - 1,
      open: null,
      videoSamples: [],
      audioSamples: [],
      bytes: 0,
      beginsWithKey: true,
    };
    this.sink.begin({ tracks, init: initSegment(tracks), startedAtMs: first.arrivedAtMs, startMs: first.ms });
    for (const frame of frames) if (frame.ms >= first.ms) this.add(this.packing, frame);
  }

  private add(packing: Packing, frame: Frame): void {
    if (frame.isVideo) this.addVideo(packing, frame);
    else this.addAudio(packing, frame);
    packing.bytes += frame.data.length;
  }

  private addVideo(packing: Packing, frame: Frame): void {
    if (!packing.video) {
      this.restartWithPicture(frame);
      return;
    }
    const { ms, cts, isKey, data } = frame;
    const dts = Math.max(ms, packing.lastVideoMs + 1);
    closeOpen(packing, dts);
    const lengthMs = dts - packing.startMs;
    if ((isKey && lengthMs >= SHORTEST_MS) || lengthMs >= LONGEST_MS || packing.bytes > MOST_BYTES) this.cut(packing, dts, isKey);
    packing.lastVideoMs = dts;
    packing.open = { dts, duration: 0, cts, isKey, data, isOpen: true };
  }

  /** A picture came to what was sound alone: all begins anew at its first key frame. */
  private restartWithPicture(frame: Frame): void {
    if (!frame.isKey) return;
    this.finish();
    this.wait(frame);
  }

  private addAudio(packing: Packing, { ms, data }: Frame): void {
    if (!packing.audioClock) {
      this.finish(); // sound came late: from the next key frame on it is packed too
      return;
    }
    const dts = packing.audioClock.place(ms);
    if (dts === null) return;
    const lengthMs = ms - packing.startMs;
    const longestMs = packing.video ? LONGEST_MS : SHORTEST_MS;
    if (lengthMs >= longestMs || packing.bytes > MOST_BYTES) {
      closeOpen(packing, Math.max(ms, packing.lastVideoMs + 1));
      this.cut(packing, ms, !packing.video);
    }
    packing.audioSamples.push({ dts, duration: AAC_FRAME, cts: 0, isKey: true, data });
  }

  /** Ends the segment at this time; the next one begins there. */
  private cut(packing: Packing, endMs: number, nextBeginsWithKey: boolean): void {
    const { video, audio, videoSamples, audioSamples, startMs, beginsWithKey } = packing;
    packing.videoSamples = [];
    packing.audioSamples = [];
    packing.bytes = 0;
    packing.startMs = endMs;
    packing.beginsWithKey = nextBeginsWithKey;
    if (videoSamples.length + audioSamples.length === 0) return;
    this.sequence += 1;
    const tracks = [
      ...(video ? [{ track: video, samples: videoSamples }] : []),
      ...(audio ? [{ track: audio, samples: audioSamples }] : []),
    ];
    const { bytes, headBytes } = fragment(this.sequence, tracks);
    const durationMs = Math.max(1, endMs - startMs);
    this.sink.segment({ bytes, headBytes, startMs, durationMs, isIndependent: beginsWithKey });
  }

  private finish(): void {
    const { packing } = this;
    if (!packing) return;
    this.packing = null;
    const lastLengthMs = packing.videoSamples.at(-1)?.duration ?? 40;
    closeOpen(packing, packing.lastVideoMs + lastLengthMs);
    const audio = packing.audioSamples.at(-1);
    const audioEndMs = audio && packing.audio ? ((audio.dts + AAC_FRAME) * 1000) / packing.audio.timescale : 0;
    const endMs = packing.video ? packing.lastVideoMs + lastLengthMs : Math.round(audioEndMs);
    this.cut(packing, Math.max(endMs, packing.startMs + 1), true);
  }
}

/** The frame that waits lasts until this time. */
function closeOpen(packing: Packing, untilMs: number): void {
  if (!packing.open) return;
  const { isOpen: _, ...sample } = packing.open;
  packing.videoSamples.push({ ...sample, duration: Math.max(1, untilMs - sample.dts) });
  packing.open = null;
}
