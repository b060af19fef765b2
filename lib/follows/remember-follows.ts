import "server-only";
import { db } from "../db";
import { followsKey } from "../keys";
import { redis } from "../redis";

const TTL_SECONDS = 30 * 86_400;

/** Puts a user's follows where the hot path reads them. */
export async function rememberFollows(userId: string): Promise<void> {
  const follows = await db().follow.findMany({ where: { followerId: userId }, select: { hostId: true, createdAt: true } });
  const members = follows.map(({ hostId, createdAt }) => ({ score: createdAt.getTime(), member: hostId }));
  const transaction = redis().multi();
  transaction.del(followsKey(userId));
  transaction.zadd(followsKey(userId), { score: 0, member: "" }, ...members);
  transaction.expire(followsKey(userId), TTL_SECONDS);
  await transaction.exec();
}

/** Since when a user follows a host, in Unix milliseconds; null when not. From Redis, loaded first when it is missing there. */
export async function getFollowedSince(userId: string, hostId: string): Promise<number | null> {
  const read = async () => {
    const pipeline = redis().pipeline();
    pipeline.exists(followsKey(userId));
    pipeline.zscore(followsKey(userId), hostId);
    return pipeline.exec<[number, number | null]>();
  };
  const [isLoaded, since] = await read();
  if (isLoaded) return since;
  await rememberFollows(userId);
  return (await read())[1];
}
