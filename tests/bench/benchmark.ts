/** Figures by name, the unit in the name; null for what could not be measured here. Peers stand under `peers`. */
export interface Metrics {
  [name: string]: number | null | Metrics;
}

/** One benchmark: a module of this folder. */
export interface Benchmark {
  /** What is measured and how, for the reader of RESULTS.md. */
  about: string;
  /** Measures once. Starts and stops all that it needs, and says on standard error what it does. */
  measure(): Promise<Metrics>;
}

/** Tells the person who waits what happens now; standard output is for the figures. */
export function note(text: string): void {
  console.error(`  ${text}`);
}

/** The value that a share of all values does not exceed; NaN of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** The middle value; NaN of nothing. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Three significant digits are more than a shared machine can promise; whole numbers stay whole. */
export function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
