import "server-only";
import type { Lottery } from "../generated/prisma/client";
import type { OutboxPayload } from "../outbox";
import { type DrawMethod, drawMethods, type Exclusion } from "./draw";
import type { LotteryView, LotteryWinner } from "./schema";

/** The figures of a draw that are not columns of the lottery. */
export interface DrawFigures {
  entryCount: number;
  excludedCount: number;
  exclusions: Partial<Record<Exclusion, number>>;
  winners: LotteryWinner[];
}

/** How a stored lottery is promised and drawn. */
export function methodOf({ method }: Pick<Lottery, "method">): DrawMethod {
  const known = drawMethods.find((one) => one === method);
  if (!known) throw new Error(`lottery of the unknown method ${method}`);
  return known;
}

/** A stored lottery as everybody may see it. The seed stays here until the lottery is drawn. */
export function viewOf(row: Lottery, figures: DrawFigures | null): LotteryView {
  const { id, roomId, status, revision, keyword, match, prize, winnerCount, commitment, seed, entriesHash, drawnAt } = row;
  const isDrawn = status === "drawn" && figures && drawnAt && entriesHash;
  return {
    id,
    roomId,
    status,
    revision,
    keyword,
    match,
    prize,
    winnerCount,
    followersOnly: row.followersOnly,
    giversOnly: row.giversOnly,
    minLevel: row.minLevel,
    openedAtMs: row.openedAt.getTime(),
    closesAtMs: row.closesAt.getTime(),
    method: methodOf(row),
    commitment,
    draw: isDrawn ? { drawnAtMs: drawnAt.getTime(), seed, entriesHash, ...figures } : null,
  };
}

/** What a room is told of each change of its lottery. */
export function lotteryNews(lottery: LotteryView): OutboxPayload {
  return { kind: "message.custom", data: { v: 1, type: "room.lottery", roomId: lottery.roomId, lottery } };
}
