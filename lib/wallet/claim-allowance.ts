import "server-only";
import { db } from "../db";
import { env } from "../env";
import { AppError } from "../errors";
import type { SessionUser } from "../users/schema";
import { post } from "./post";
import { allowanceDay, issuance, wallet } from "./rules";

/** Gives the person the day's free coins, once each UTC day; asking again gives nothing more. Throws `not_found` when there are none. */
export async function claimAllowance(user: SessionUser, nowMs: number): Promise<void> {
  const coins = env().DAILY_ALLOWANCE_COINS;
  if (coins === 0) throw new AppError("not_found", "allowance is off");
  const about = { kind: "allowance", scope: `allowance:${user.id}`, requestId: allowanceDay(nowMs), actorId: user.id } as const;
  const moves = [
    { account: wallet(user.id), coins },
    { account: issuance, coins: -coins },
  ];
  await db().$transaction((tx) => post(tx, { ...about, moves }));
}
