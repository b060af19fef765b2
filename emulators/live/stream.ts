import type { FrameKind } from "./codec";
import { flvHeader, flvTag } from "./flv";
import { Meter } from "./meter";
import { type AmfValue, decodeAmf } from "./rtmp/amf";
import { MessageType } from "./rtmp/message";
import { type PictureSize, pictureSize } from "./sps";
import { Viewer, type ViewerSink } from "./viewer";

const MAX_GOP_BYTES = 3 << 20;
const MAX_METADATA_BYTES = 64 << 10;
const AUDIO_BATCH_MS = 20;
const AVC_RECORD_OFFSET = 5;
const TAG_HEAD_BYTES = 11;

/**
 * One live stream: the headers a decoder needs, the frames since the last key frame, and the viewers.
 * Audio waits up to 20 ms to travel with the next picture, so that each viewer costs one write per frame.
 */
export class LiveStream {
  size: PictureSize = { width: 0, height: 0 };
  hasAudio = false;
  hasVideo = false;

  private metadata: Buffer | null = null;
  private videoHeader: Buffer | null = null;
  private audioHeader: Buffer | null = null;
  private gop: Buffer[] = [];
  private gopBytes = 0;
  private batch: Buffer[] = [];
  private batchHasKey = false;
  private batchTimer: NodeJS.Timeout | undefined;
  private readonly viewers = new Map<ViewerSink, Viewer>();
  private readonly meter = new Meter();

  get viewerCount(): number {
    return this.viewers.size;
  }

  /** Takes one audio or video message, already classified. */
  push(type: number, timestamp: number, payload: Buffer, kind: Exclude<FrameKind, "skip">): void {
    const isVideo = type === MessageType.Video;
    if (isVideo) this.hasVideo = true;
    else this.hasAudio = true;
    const tag = flvTag(type, timestamp, payload);
    this.meter.add(payload.length, isVideo && kind !== "header" ? 1 : 0, performance.now());
    if (kind === "header") this.keepHeader(isVideo, tag, payload);
    else this.keepFrame(tag, kind === "key");
    this.enqueue(tag, isVideo, kind === "key");
  }

  /** Takes the publisher's metadata (`@setDataFrame` or a bare `onMetaData`); anything else, broken or huge is ignored. */
  pushMetadata(payload: Buffer): void {
    if (payload.length > MAX_METADATA_BYTES) return;
    const [first, second, third] = decodeOrNothing(payload);
    const bare = first === "@setDataFrame" ? payload.subarray(SET_DATA_FRAME_BYTES) : payload;
    const [name, values] = first === "@setDataFrame" ? [second, third] : [first, second];
    if (name !== "onMetaData" || typeof values !== "object" || values === null || Array.isArray(values)) return;
    this.hasAudio ||= "audiocodecid" in values;
    this.metadata = flvTag(MessageType.DataAmf0, 0, bare);
    this.enqueue(this.metadata, false, false);
  }

  /** Adds a viewer: it gets headers and the frames since the last key frame at once, then everything that follows. */
  addViewer(sink: ViewerSink): void {
    this.flush();
    sink.write(this.opening());
    this.viewers.set(sink, new Viewer(sink, this.hasVideo && this.gop.length === 0));
  }

  removeViewer(sink: ViewerSink): void {
    this.viewers.delete(sink);
  }

  /** Ends the answers of all viewers; the stream itself goes on. */
  dropViewers(): void {
    this.flush();
    for (const viewer of this.viewers.values()) viewer.end();
    this.viewers.clear();
  }

  /** The last key frame with what a decoder needs for it; null while there is none. */
  keyFrame(): { config: Buffer; frame: Buffer } | null {
    const [first] = this.gop;
    if (!first || !this.videoHeader || !this.hasVideo) return null;
    return { config: pictureOf(this.videoHeader), frame: pictureOf(first) };
  }

  rates(): { bitrateKbps: number; fps: number } {
    return this.meter.rates(performance.now());
  }

  private opening(): Buffer {
    const headers = [this.metadata, this.videoHeader, this.audioHeader].filter((tag) => tag !== null);
    return Buffer.concat([flvHeader(this.hasAudio, this.hasVideo), ...headers, ...this.gop]);
  }

  private keepHeader(isVideo: boolean, tag: Buffer, payload: Buffer): void {
    if (!isVideo) {
      this.audioHeader = tag;
      return;
    }
    this.videoHeader = tag;
    this.size = pictureSize(payload.subarray(AVC_RECORD_OFFSET)) ?? this.size;
  }

  /** A group of pictures too large to keep is forgotten whole: who joins then waits for the next key frame. */
  private keepFrame(tag: Buffer, isKey: boolean): void {
    if (isKey) this.forgetGop();
    else if (this.gop.length === 0) return;
    this.gop.push(tag);
    this.gopBytes += tag.length;
    if (this.gopBytes > MAX_GOP_BYTES) this.forgetGop();
  }

  private forgetGop(): void {
    this.gop = [];
    this.gopBytes = 0;
  }

  private enqueue(tag: Buffer, isVideo: boolean, isKey: boolean): void {
    if (this.viewers.size === 0) return;
    this.batch.push(tag);
    this.batchHasKey ||= isKey;
    if (isVideo || !this.hasVideo) this.flush();
    else this.batchTimer ??= setTimeout(() => this.flush(), AUDIO_BATCH_MS);
  }

  private flush(): void {
    clearTimeout(this.batchTimer);
    this.batchTimer = undefined;
    const [first, ...others] = this.batch;
    if (!first) return;
    const bytes = others.length === 0 ? first : Buffer.concat(this.batch);
    const hasKey = this.batchHasKey;
    this.batch = [];
    this.batchHasKey = false;
    const nowMs = performance.now();
    for (const viewer of this.viewers.values()) viewer.send(bytes, hasKey, nowMs);
  }
}

/** What lies behind the head of a tag and of its picture, without the tag's trailing size. */
function pictureOf(tag: Buffer): Buffer {
  return tag.subarray(TAG_HEAD_BYTES + AVC_RECORD_OFFSET, tag.length - 4);
}

/** Metadata is a courtesy to players: a push whose metadata we cannot read goes on without. */
function decodeOrNothing(payload: Buffer): AmfValue[] {
  try {
    return decodeAmf(payload);
  } catch {
    return [];
  }
}

/** The AMF0 text "@setDataFrame": marker, length, 13 letters. */
const SET_DATA_FRAME_BYTES = 16;
