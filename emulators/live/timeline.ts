/** A step between neighbouring messages that is larger than this is a clock that was set anew, not time that passed. */
const JUMP_MS = 10_000;
const AFTER_JUMP_MS = 40;

/**
 * Turns RTMP timestamps (32 bits, in milliseconds) of one push into a time that starts at 0, goes on over the roll-over after
 * 49 days, and goes on where it was when the encoder's clock jumps.
 */
export class Timeline {
  private last: number | null = null;
  private lastMs = 0;

  /** The time of a message. It may lie a little before the last one's: sound and picture take turns. */
  at(timestamp: number): number {
    if (this.last === null) {
      this.last = timestamp;
      return 0;
    }
    const step = (timestamp - this.last) | 0;
    this.last = timestamp;
    this.lastMs += Math.abs(step) > JUMP_MS ? AFTER_JUMP_MS : step;
    return this.lastMs;
  }
}

/** More than this between where sound should be and where its timestamp says, and the timestamp is right. */
const DRIFT_MS = 80;

/** Gives frames of sound the places that their length says, which timestamps in whole milliseconds cannot. */
export class AudioClock {
  private next: number | null = null;

  constructor(
    private readonly rate: number,
    private readonly frameSamples: number,
  ) {}

  /** Where the frame of this time begins, in samples; null when it lies before what was given already. */
  place(ms: number): number | null {
    const told = Math.round((ms * this.rate) / 1000);
    const drift = this.next === null ? Number.POSITIVE_INFINITY : told - this.next;
    if (this.next !== null && drift < (-DRIFT_MS * this.rate) / 1000) return null;
    const begin = this.next !== null && drift <= (DRIFT_MS * this.rate) / 1000 ? this.next : Math.max(0, told);
    this.next = begin + this.frameSamples;
    return begin;
  }
}
