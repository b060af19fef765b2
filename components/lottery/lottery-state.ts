import type { LotteryLack, LotteryView, RoomLottery } from "@/lib/lottery/schema";

/** How long a room that is entered still shows the result of a lottery. */
const RESULT_SHOWN_MS = 600_000;

/** What a page knows of its room's lottery. */
export interface LotteryState {
  lottery: LotteryView | null;
  entryCount: number;
  isEntered: boolean;
  lacks: readonly LotteryLack[];
  /** How far the server's clock is ahead of this one. */
  clockAheadMs: number;
}

export const NO_LOTTERY: LotteryState = { lottery: null, entryCount: 0, isEntered: false, lacks: [], clockAheadMs: 0 };

/** True when `next` is about a newer lottery than `known`, or says something later about the same one. */
function isNews(known: LotteryView | null, next: LotteryView): boolean {
  if (!known) return true;
  return known.id === next.id ? next.revision >= known.revision : next.openedAtMs >= known.openedAtMs;
}

/** The state after the room was told of a lottery. */
export function afterNews(state: LotteryState, lottery: LotteryView): LotteryState {
  if (!isNews(state.lottery, lottery)) return state;
  const isSame = state.lottery?.id === lottery.id;
  const entryCount = lottery.draw?.entryCount ?? (isSame ? state.entryCount : 0);
  return { ...state, lottery, entryCount, isEntered: isSame && state.isEntered, lacks: isSame ? state.lacks : [] };
}

/** The state after the server was asked. What ended long before the page came is not shown. */
export function afterAnswer(state: LotteryState, answer: RoomLottery, nowMs: number): LotteryState {
  const clockAheadMs = answer.nowMs - nowMs;
  const { lottery, entryCount, isEntered, lacks } = answer;
  if (!lottery || (state.lottery === null && isOver(lottery, answer.nowMs))) return { ...state, clockAheadMs };
  if (!isNews(state.lottery, lottery)) return { ...state, clockAheadMs };
  return { lottery, entryCount, isEntered, lacks, clockAheadMs };
}

function isOver({ status, draw }: LotteryView, nowMs: number): boolean {
  return status === "cancelled" || (draw !== null && nowMs - draw.drawnAtMs > RESULT_SHOWN_MS);
}

/** A lottery as it is shown: an open one whose time is over is being drawn. */
export function shownStatus({ status, closesAtMs }: LotteryView, serverNowMs: number): LotteryView["status"] {
  return status === "open" && serverNowMs >= closesAtMs ? "drawing" : status;
}
