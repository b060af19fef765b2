/** The likes of a room as one page knows them: the server's total, and the own taps that may not be in it yet. */
export interface LikeTally {
  /** The server's total as it was heard last. */
  total: number;
  /** Own taps that wait to be sent. */
  waiting: number;
  /** Own taps in the batch that is on its way. */
  flying: number;
  /** The total that was heard while they fly rose by enough to have them in it already. */
  isFlyingCounted: boolean;
  /** Own taps that were accepted after the total was heard. */
  accepted: number;
}

export const NO_LIKES: LikeTally = { total: 0, waiting: 0, flying: 0, isFlyingCounted: false, accepted: 0 };

/** What the page shows: everything that is counted or on its way to it. */
export function shownCount({ total, waiting, flying, isFlyingCounted, accepted }: LikeTally): number {
  return total + accepted + (isFlyingCounted ? 0 : flying) + waiting;
}

/** All waiting taps leave in one batch. */
export function afterDeparture(tally: LikeTally): LikeTally {
  return { ...tally, waiting: 0, flying: tally.waiting, isFlyingCounted: false };
}

/** The batch was accepted. */
export function afterArrival(tally: LikeTally): LikeTally {
  const accepted = tally.accepted + (tally.isFlyingCounted ? 0 : tally.flying);
  return { ...tally, flying: 0, isFlyingCounted: false, accepted };
}

/** The batch was refused for good. */
export function afterRefusal(tally: LikeTally): LikeTally {
  return { ...tally, flying: 0, isFlyingCounted: false };
}

/**
 * A newer total was heard; `others` is how many of its likes other people gave. Whether it has the own latest taps in it
 * is a guess. A wrong one is put right by the next total, which then must come, because the server's count is higher.
 */
export function afterTotal(tally: LikeTally, total: number): { tally: LikeTally; others: number } {
  const rise = total - tally.total;
  if (rise <= 0) return { tally, others: 0 };
  const own = tally.accepted + (tally.isFlyingCounted ? 0 : tally.flying);
  const isFlyingCounted = tally.flying > 0 && (tally.isFlyingCounted || rise >= own);
  return { tally: { ...tally, total, isFlyingCounted, accepted: 0 }, others: Math.max(0, rise - own) };
}

/** The server's count is lower than it was: it lost some. What is not in it yet is still on its way. */
export function afterFall(tally: LikeTally, total: number): LikeTally {
  return { ...tally, total, isFlyingCounted: false, accepted: 0 };
}
