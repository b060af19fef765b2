/** So many things in each second of the given time; the rest are refused. */
export class SecondBudget {
  private second = Number.NaN;
  private used = 0;

  constructor(private readonly limit: number) {}

  /** True when one more may happen in the second of `nowMs`. */
  take(nowMs: number): boolean {
    const second = Math.floor(nowMs / 1000);
    if (second !== this.second) {
      this.second = second;
      this.used = 0;
    }
    if (this.used >= this.limit) return false;
    this.used += 1;
    return true;
  }
}
