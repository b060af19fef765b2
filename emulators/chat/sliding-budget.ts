/** So many things in any stretch of time of the given length; the rest are refused. */
export class SlidingBudget {
  private takenMs: number[] = [];

  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
  ) {}

  /** True when one more may happen now. */
  take(nowMs: number): boolean {
    this.takenMs = this.takenMs.filter((atMs) => Math.abs(nowMs - atMs) < this.windowMs);
    if (this.takenMs.length >= this.limit) return false;
    this.takenMs.push(nowMs);
    return true;
  }
}
