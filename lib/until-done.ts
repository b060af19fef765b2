/**
 * Repeats a step of upkeep while it says that more is due, so that no number of rooms or people is too many for a round; but for
 * `budgetMs` at most, because the rest of upkeep has to go on. A step is done at least once.
 */
export async function untilDone(
  budgetMs: number,
  step: () => Promise<boolean>,
  clock: () => number = () => performance.now(),
): Promise<void> {
  const endMs = clock() + budgetMs;
  while ((await step()) && clock() < endMs);
}
