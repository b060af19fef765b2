import type { HlsStream } from "./hls-stream";
import type { HlsStreams } from "./hls-streams";
import type { Packed, Segment, SegmentSink } from "./packager";
import type { Recording } from "./recording/recording";
import type { Recordings } from "./recording/recordings";

/** How much is recorded between two looks at the quota. */
const LOOK_EVERY_BYTES = 16 << 20;

/** Where the segments of one push go: to those who watch by HLS, and into recordings. */
export class PushOutput implements SegmentSink {
  private readonly hls: HlsStream;
  private packed: Packed | null = null;
  private recording: Recording | null = null;
  private isRecorded = true;
  private lookAtBytes = LOOK_EVERY_BYTES;

  constructor(
    private readonly push: { streamName: string; query: string },
    private readonly streams: HlsStreams,
    private readonly recordings: Recordings,
  ) {
    this.hls = streams.open(push.streamName);
  }

  begin(packed: Packed): void {
    this.finishRecording(true);
    this.packed = packed;
    this.hls.begin(packed.init);
    if (this.isRecorded) this.beginRecording(packed);
  }

  segment(segment: Segment): void {
    if (!this.packed) return;
    const atMs = this.packed.startedAtMs + segment.startMs - this.packed.startMs;
    if (this.recording && segment.isIndependent && this.recording.durationMs >= this.recordings.longestMs) {
      this.finishRecording(true);
      this.beginRecording({ ...this.packed, startedAtMs: atMs, startMs: segment.startMs });
    }
    const { recording } = this;
    const appended = recording?.append(segment) ?? null;
    this.hls.add(segment, atMs, recording && appended && { path: recording.path, ...appended });
    if (recording) this.watch(recording);
  }

  /** The push is over. A push that was never reported is not kept. */
  end(isKept: boolean): void {
    this.finishRecording(isKept);
    this.streams.close(this.push.streamName, this.hls);
  }

  private beginRecording(packed: Packed): void {
    this.lookAtBytes = LOOK_EVERY_BYTES;
    this.recording = this.recordings.begin(this.push.streamName, this.push.query, packed);
  }

  private finishRecording(isKept: boolean): void {
    if (this.recording) this.recordings.finish(this.recording, isKept);
    this.recording = null;
  }

  /** When the disk is full, or all that is allowed is taken by what runs, the push goes on without being recorded. */
  private watch(recording: Recording): void {
    if (recording.failure) {
      this.isRecorded = false;
      this.finishRecording(true);
    } else if (recording.sizeBytes >= this.lookAtBytes) {
      this.lookAtBytes = recording.sizeBytes + LOOK_EVERY_BYTES;
      void this.recordings.makeRoom().then((hasRoom) => {
        if (hasRoom || this.recording !== recording) return;
        console.error(`live: ${this.push.streamName} is not recorded any further: the quota is used up`);
        this.isRecorded = false;
        this.finishRecording(true);
      });
    }
  }
}
