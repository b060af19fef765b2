const WINDOW_MS = 4000;

interface Sample {
  atMs: number;
  bytes: number;
  frames: number;
}

/** Bit rate and frame rate of one stream over its last four seconds, kept in slots of at least 200 ms. */
export class Meter {
  private samples: Sample[] = [];

  /** Counts one media message. */
  add(bytes: number, frames: number, nowMs: number): void {
    const last = this.samples.at(-1);
    if (last && nowMs - last.atMs < 200) {
      last.bytes += bytes;
      last.frames += frames;
      return;
    }
    this.samples.push({ atMs: nowMs, bytes, frames });
    while ((this.samples[0]?.atMs ?? nowMs) < nowMs - WINDOW_MS) this.samples.shift();
  }

  /** Zero for a stream that has sent nothing in the window. */
  rates(nowMs: number): { bitrateKbps: number; fps: number } {
    const recent = this.samples.filter((sample) => sample.atMs >= nowMs - WINDOW_MS);
    const seconds = (nowMs - (recent[0]?.atMs ?? nowMs)) / 1000;
    if (seconds <= 0) return { bitrateKbps: 0, fps: 0 };
    const bytes = recent.reduce((sum, sample) => sum + sample.bytes, 0);
    const frames = recent.reduce((sum, sample) => sum + sample.frames, 0);
    return { bitrateKbps: Math.round((bytes * 8) / 1000 / seconds), fps: Math.round((frames / seconds) * 10) / 10 };
  }
}
