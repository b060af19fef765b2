import type { FrameKind } from "./codec";
import { MessageType } from "./rtmp/message";

/** What CSS calls abnormal, by its numbers (docs: 267/84046): those that are looked for here. */
const DESCRIPTIONS = {
  1: ["视频时间戳回退", "the video timestamp moved backwards"],
  2: ["音频时间戳回退", "the audio timestamp moved backwards"],
  3: ["视频时间戳突然变大", "the video timestamp jumped by more than 1000 ms"],
  4: ["音频时间戳突然变大", "the audio timestamp jumped by more than 1000 ms"],
  6: ["两帧视频到达时间太长", "more than 3000 ms between the arrival of two video frames"],
  7: ["两帧音频到达时间太长", "more than 1000 ms between the arrival of two audio frames"],
  9: ["音频编码类型发生变化", "the audio codec changed"],
  10: ["视频帧到来前没有 codec 头", "a video frame came before the codec header"],
  11: ["音频帧到来前没有 codec 头", "an audio frame came before the codec header"],
  16: ["gop size 过大", "more than 10 s between two key frames"],
} as const;
type FaultType = keyof typeof DESCRIPTIONS;

const JUMP_MS = 1_000;
const VIDEO_GAP_MS = 3_000;
const AUDIO_GAP_MS = 1_000;
const LONGEST_GOP_MS = 10_000;
const AAC = 10;
/** Of each type; the others are only counted. */
const DETAILS_KEPT = 10;

/** Faults of one type since the last report, as callback 321 spells them. */
export interface AbnormalEvent {
  type: number;
  count: number;
  customer_visible: "true";
  event_key: string;
  detail: { desc: string; occur_time: number }[];
  type_desc_cn: string;
  type_desc_en: string;
}

interface Track {
  timestamp: number | null;
  arrivedMs: number;
  hasHeader: boolean;
}

/** Notes what is wrong with one push, and does nothing about it. */
export class PushFaults {
  private readonly video: Track = { timestamp: null, arrivedMs: 0, hasHeader: false };
  private readonly audio: Track = { timestamp: null, arrivedMs: 0, hasHeader: false };
  private audioFormat: number | null = null;
  private keyTimestamp: number | null = null;
  private isLongGopTold = false;
  private readonly found = new Map<FaultType, AbnormalEvent>();

  /** Looks at one message that was classified as this; `arrivedMs` is of a steady clock, `nowSeconds` of the calendar. */
  look(
    type: number,
    timestamp: number,
    payload: Buffer,
    kind: Exclude<FrameKind, "skip">,
    arrivedMs: number,
    nowSeconds: number,
  ): void {
    const isVideo = type === MessageType.Video;
    const add = (fault: FaultType, desc: string) => this.add(fault, desc, nowSeconds);
    const track = isVideo ? this.video : this.audio;
    if (!isVideo) this.lookAtFormat(payload.readUInt8(0) >> 4, add);
    if (kind === "header") {
      track.hasHeader = true;
      return;
    }
    const needsHeader = isVideo || this.audioFormat === AAC;
    if (needsHeader && !track.hasHeader) add(isVideo ? 10 : 11, "no header yet");
    if (track.timestamp !== null) lookAtTimes(isVideo, (timestamp - track.timestamp) | 0, arrivedMs - track.arrivedMs, add);
    if (isVideo) this.lookAtGop(timestamp, kind === "key", add);
    track.timestamp = timestamp;
    track.arrivedMs = arrivedMs;
  }

  /** What was found since the last call. */
  take(): AbnormalEvent[] {
    const events = [...this.found.values()];
    this.found.clear();
    return events;
  }

  private lookAtFormat(format: number, add: (fault: FaultType, desc: string) => void): void {
    if (this.audioFormat !== null && this.audioFormat !== format) add(9, `format ${this.audioFormat} became ${format}`);
    this.audioFormat = format;
  }

  private lookAtGop(timestamp: number, isKey: boolean, add: (fault: FaultType, desc: string) => void): void {
    if (isKey) {
      this.keyTimestamp = timestamp;
      this.isLongGopTold = false;
    } else if (this.keyTimestamp !== null && !this.isLongGopTold && ((timestamp - this.keyTimestamp) | 0) > LONGEST_GOP_MS) {
      this.isLongGopTold = true;
      add(16, `no key frame for ${(timestamp - this.keyTimestamp) | 0} ms`);
    }
  }

  private add(type: FaultType, desc: string, nowSeconds: number): void {
    const [type_desc_cn, type_desc_en] = DESCRIPTIONS[type];
    const fresh = { type, count: 0, customer_visible: "true" as const, event_key: "", detail: [], type_desc_cn, type_desc_en };
    const event = this.found.get(type) ?? fresh;
    event.count += 1;
    if (event.detail.length < DETAILS_KEPT) event.detail.push({ desc, occur_time: nowSeconds });
    this.found.set(type, event);
  }
}

function lookAtTimes(isVideo: boolean, stepMs: number, gapMs: number, add: (fault: FaultType, desc: string) => void): void {
  if (stepMs < 0) add(isVideo ? 1 : 2, `moved by ${stepMs} ms`);
  if (stepMs > JUMP_MS) add(isVideo ? 3 : 4, `moved by ${stepMs} ms`);
  if (gapMs > (isVideo ? VIDEO_GAP_MS : AUDIO_GAP_MS)) add(isVideo ? 6 : 7, `interval of ${Math.round(gapMs)} ms`);
}
