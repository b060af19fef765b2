/** What is kept of a recording, as the quota counts it. */
export interface KeptRecording {
  id: string;
  endedAtMs: number;
  bytes: number;
}

/**
 * The rule by which disk is given back: of the recordings that are whole the oldest go first, until all that is left and what
 * is being recorded now fits. Running recordings are never removed.
 */
export function recordingsToRemove(kept: readonly KeptRecording[], runningBytes: number, quotaBytes: number): KeptRecording[] {
  const oldestFirst = [...kept].sort((a, b) => a.endedAtMs - b.endedAtMs || (a.id < b.id ? -1 : 1));
  let total = runningBytes + kept.reduce((sum, { bytes }) => sum + bytes, 0);
  const removed: KeptRecording[] = [];
  for (const recording of oldestFirst) {
    if (total <= quotaBytes) break;
    total -= recording.bytes;
    removed.push(recording);
  }
  return removed;
}
