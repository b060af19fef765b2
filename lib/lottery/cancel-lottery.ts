import "server-only";
import { db } from "../db";
import { AppError } from "../errors";
import { expirePages } from "../expire-pages";
import { lotteryTag } from "../keys";
import { recordAct } from "../moderation/audit";
import { enqueue } from "../outbox";
import type { SessionUser } from "../users/schema";
import { requireAct } from "../users/standing";
import { projectLottery } from "./projection";
import { lotteryNews, viewOf } from "./view";

/** Cancels an open lottery, for the room's host and the site's moderators. Nobody wins, and the seed stays secret. Throws `conflict` after its end. */
export async function cancelLottery(user: SessionUser, lotteryId: string, nowMs: number): Promise<void> {
  const row = await db().$transaction(async (tx) => {
    const lottery = await tx.lottery.findUnique({ where: { id: lotteryId }, include: { room: true } });
    if (!lottery) throw new AppError("not_found");
    const { actor } = await requireAct(user, "lottery.cancel", { roomId: lottery.roomId, tx });
    const { count } = await tx.lottery.updateMany({
      where: { id: lotteryId, status: "open", closesAt: { gt: new Date(nowMs) } },
      data: { status: "cancelled", revision: { increment: 1 } },
    });
    if (count === 0) throw new AppError("conflict", `cancel while ${lottery.status}`);
    const act = { actorId: user.id, action: "lottery.cancel", subjectId: lotteryId, roomId: lottery.roomId } as const;
    if (!actor.isHost) await recordAct(tx, act);
    const stored = await tx.lottery.findUniqueOrThrow({ where: { id: lotteryId } });
    await enqueue(tx, lottery.room.groupId, [lotteryNews(viewOf(stored, null))]);
    return stored;
  });
  await projectLottery(viewOf(row, null));
  await expirePages([lotteryTag(lotteryId)]);
}
