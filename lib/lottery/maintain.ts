import "server-only";
import { drawDueLotteries } from "./draw-lottery";
import { areLotteriesKnown, rebuildLotteries, repairLotteries } from "./projection";

const MINUTE_MS = 60_000;

/** Another process may have died, or Redis may have been emptied, while none of ours ran. */
let isFirstRound = true;

/** The lotteries' part of a round of upkeep: draws what is due, and keeps Redis up to date with PostgreSQL. */
export async function maintainLotteries(nowMs: number): Promise<void> {
  await drawDueLotteries(nowMs);
  if (isFirstRound || !(await areLotteriesKnown())) await rebuildLotteries(nowMs);
  else if (Math.floor(nowMs / 1000) % 10 === 0) await repairLotteries(new Date(nowMs - MINUTE_MS));
  isFirstRound = false;
}
