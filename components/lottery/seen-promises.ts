const KEY = "hiroba:promises";
const MOST_KEPT = 50;

/** Notes what a lottery promised while it was open, so that this browser can compare after the draw. */
export function rememberPromise(lotteryId: string, commitment: string): void {
  const kept = read();
  if (kept[lotteryId] !== undefined) return; // the first one seen is the one that counts
  const newest = Object.entries({ ...kept, [lotteryId]: commitment }).slice(-MOST_KEPT);
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(newest)));
  } catch {
    // storage is off or full: the comparison is then not offered
  }
}

/** What this browser saw promised while the lottery was open; null when it was not there. */
export function seenPromise(lotteryId: string): string | null {
  return read()[lotteryId] ?? null;
}

function read(): Record<string, string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    if (typeof kept !== "object" || kept === null) return {};
    return Object.fromEntries(Object.entries(kept).filter(([, value]) => typeof value === "string"));
  } catch {
    return {};
  }
}
