import "server-only";
import { db, type Transaction } from "../db";
import { expirePages } from "../expire-pages";
import { lotteryTag } from "../keys";
import { logError } from "../log";
import { enqueue } from "../outbox";
import { drawWinners, entriesHashOf } from "./draw";
import { readEntryList, readFigures } from "./entries";
import { excludeEntries } from "./exclusion";
import { projectLottery } from "./projection";
import { LATE_MS } from "./rules";
import type { LotteryView } from "./schema";
import { lotteryNews, methodOf, viewOf } from "./view";

/** Marking a hundred thousand entries takes longer than Prisma's five seconds on a slow machine. */
const CLOSING_TIMEOUT_MS = 60_000;

/**
 * Draws what is due. In two steps, so that a crash between them neither loses an entry nor draws twice: the first closes the
 * entries and fixes who takes part; the second stores the winners, which follow from what the first has stored. Several
 * processes may do this at once.
 */
export async function drawDueLotteries(nowMs: number): Promise<void> {
  const due = await db().lottery.findMany({
    where: { OR: [{ status: "drawing" }, { status: "open", closesAt: { lte: new Date(nowMs - LATE_MS) } }] },
    select: { id: true },
    orderBy: { closesAt: "asc" },
  });
  for (const { id } of due) await drawLottery(id, nowMs).catch((error: unknown) => logError("lottery not drawn", error, { id }));
}

async function drawLottery(lotteryId: string, nowMs: number): Promise<void> {
  await closeEntries(lotteryId, nowMs);
  const view = await storeWinners(lotteryId, Date.now());
  if (!view) return;
  await projectLottery(view);
  await expirePages([lotteryTag(lotteryId)]);
}

async function closeEntries(lotteryId: string, nowMs: number): Promise<void> {
  await db().$transaction(
    async (tx) => {
      const { count } = await tx.lottery.updateMany({
        where: { id: lotteryId, status: "open", closesAt: { lte: new Date(nowMs - LATE_MS) } },
        data: { status: "drawing", revision: { increment: 1 } },
      });
      if (count === 1) await excludeEntries(tx, lotteryId);
    },
    { timeout: CLOSING_TIMEOUT_MS },
  );
}

/** Null when another process was faster. */
async function storeWinners(lotteryId: string, nowMs: number): Promise<LotteryView | null> {
  const lottery = await db().lottery.findUnique({ where: { id: lotteryId, status: "drawing" } });
  if (!lottery) return null;
  const method = methodOf(lottery);
  const entries = await readEntryList(db(), lotteryId, method);
  const entriesHash = entriesHashOf(entries);
  const tags = drawWinners({ method, lotteryId, seed: lottery.seed, entries, entriesHash }, lottery.winnerCount);
  return db().$transaction(async (tx) => {
    const { count } = await tx.lottery.updateMany({
      where: { id: lotteryId, status: "drawing" },
      data: { status: "drawn", entriesHash, drawnAt: new Date(nowMs), revision: { increment: 1 } },
    });
    if (count === 0) return null;
    await setPlaces(tx, lotteryId, tags);
    const row = await tx.lottery.findUniqueOrThrow({
      where: { id: lotteryId },
      include: { room: { select: { groupId: true } } },
    });
    const view = viewOf(row, await readFigures(tx, lotteryId));
    await enqueue(tx, row.room.groupId, [lotteryNews(view)]);
    return view;
  });
}

async function setPlaces(tx: Transaction, lotteryId: string, tags: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "LotteryEntry" AS entry SET "place" = won."place"
    FROM unnest(${tags}::text[]) WITH ORDINALITY AS won("tag", "place")
    WHERE entry."lotteryId" = ${lotteryId} AND entry."tag" = won."tag"`;
}
