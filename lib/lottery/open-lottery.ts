import "server-only";
import { bytesToHex } from "@noble/hashes/utils.js";
import { db } from "../db";
import { AppError } from "../errors";
import { type Lottery, Prisma } from "../generated/prisma/client";
import { newId } from "../ids";
import { limit } from "../limit";
import { enqueueHeld, release } from "../outbox";
import { requireEntry } from "../restrictions/holds";
import { NO_TRACES } from "../restrictions/rules";
import type { SessionUser } from "../users/schema";
import { commitmentOf, DRAW_METHOD } from "./draw";
import { projectLottery } from "./projection";
import { endOf } from "./rules";
import type { LotteryView, OpenLotteryInput } from "./schema";
import { lotteryNews, viewOf } from "./view";

const MOST_PER_HOUR = 30;
const SEED_BYTES = 32;
/**
 * The room is told once Redis knows the lottery: a message with the keyword that comes before that would not enter. When this
 * process dies in between, upkeep writes it to Redis within so long (`maintainLotteries`).
 */
const HELD_SECONDS = 12;

/**
 * Opens a lottery in the user's own room, which must be on air or on a break, and publishes a digest of its terms and its secret seed.
 * Throws `conflict` otherwise, or while the room has one already. The same `requestId` again gives the lottery that it opened.
 */
export async function openLottery(
  user: SessionUser,
  input: OpenLotteryInput & { roomId: string },
  nowMs: number,
): Promise<LotteryView> {
  await limit("open-lottery", user.id, MOST_PER_HOUR, 3_600);
  await requireEntry({ userId: user.id, roomId: input.roomId, ...NO_TRACES }, nowMs);
  const requestId = `${user.id}:${input.requestId}`;
  const { row, newsId } = await insertLottery(user, { ...input, requestId }, nowMs).catch(async (error: unknown) => {
    const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
    const known = isTaken ? await db().lottery.findUnique({ where: { requestId } }) : null;
    if (known) return { row: known, newsId: null };
    throw isTaken ? new AppError("conflict", "the room has a lottery") : error;
  });
  const view = viewOf(row, null);
  await projectLottery(view);
  if (newsId !== null) await release(newsId);
  return view;
}

interface Inserted {
  row: Lottery;
  /** Of what the room is told; null when it was told before. */
  newsId: bigint | null;
}

function insertLottery(user: SessionUser, input: OpenLotteryInput & { roomId: string }, nowMs: number): Promise<Inserted> {
  const { roomId, durationSeconds, ...terms } = input;
  const seed = bytesToHex(crypto.getRandomValues(new Uint8Array(SEED_BYTES)));
  return db().$transaction(async (tx) => {
    const room = await tx.room.findUnique({ where: { id: roomId, hostId: user.id } });
    if (!room) throw new AppError("not_found");
    const session = await tx.liveSession.findFirst({ where: { roomId, endedAt: null }, orderBy: { startedAt: "desc" } });
    if (!session) throw new AppError("conflict", "no session runs");
    const id = newId();
    const closesAtMs = endOf(nowMs, durationSeconds);
    const row = await tx.lottery.create({
      data: {
        ...terms,
        id,
        roomId,
        sessionId: session.id,
        method: DRAW_METHOD,
        seed,
        commitment: commitmentOf({ ...terms, method: DRAW_METHOD, lotteryId: id, closesAtMs }, seed),
        openedAt: new Date(nowMs),
        closesAt: new Date(closesAtMs),
      },
    });
    return { row, newsId: await enqueueHeld(tx, room.groupId, lotteryNews(viewOf(row, null)), HELD_SECONDS) };
  });
}
