import "server-only";
import { db } from "../db";
import { AppError } from "../errors";
import { followersKey, followsKey } from "../keys";
import { limit } from "../limit";
import { redis } from "../redis";
import type { SessionUser } from "../users/schema";
import type { FollowState } from "./schema";

const MOST_PER_MINUTE = 60;
const MOST_FOLLOWED = 2_000;

/**
 * Makes the user follow a host, or not. Safe to repeat. Throws `not_found` for somebody who is no host, and `conflict` for
 * oneself and beyond 2,000 hosts.
 */
export async function setFollow(user: SessionUser, hostId: string, isFollowing: boolean, nowMs: number): Promise<FollowState> {
  if (user.id === hostId) throw new AppError("conflict", "follow oneself");
  await limit("follow", user.id, MOST_PER_MINUTE, 60);
  const followerCount = await storeFollow(user.id, hostId, isFollowing, nowMs);
  await Promise.all([
    redis().hset(followersKey, { [hostId]: followerCount }),
    redis().eval(NOTE_FOLLOW, [followsKey(user.id)], [hostId, isFollowing ? String(nowMs) : ""]),
  ]);
  return { isFollowing, followerCount };
}

/** Changes a user's follows in Redis where they are loaded; where they are not, loading finds the change. */
const NOTE_FOLLOW = `
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
if ARGV[2] == '' then return redis.call('ZREM', KEYS[1], ARGV[1]) end
return redis.call('ZADD', KEYS[1], 'NX', ARGV[2], ARGV[1])`;

async function storeFollow(followerId: string, hostId: string, isFollowing: boolean, nowMs: number): Promise<number> {
  return db().$transaction(async (tx) => {
    const host = await tx.user.findUnique({ where: { id: hostId }, select: { role: true, followerCount: true } });
    if (!host || host.role === "user") throw new AppError("not_found", "follow: no such host");
    if (isFollowing && (await tx.follow.count({ where: { followerId } })) >= MOST_FOLLOWED) throw new AppError("conflict");
    const { count } = isFollowing
      ? await tx.follow.createMany({ data: [{ followerId, hostId, createdAt: new Date(nowMs) }], skipDuplicates: true })
      : await tx.follow.deleteMany({ where: { followerId, hostId } });
    if (count === 0) return host.followerCount;
    const change = isFollowing ? { increment: 1 } : { decrement: 1 };
    const changed = await tx.user.update({
      where: { id: hostId },
      data: { followerCount: change },
      select: { followerCount: true },
    });
    return changed.followerCount;
  });
}
