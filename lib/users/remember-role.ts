import "server-only";
import { roleKey, userNameKey } from "../keys";
import { redis } from "../redis";
import type { SessionUser } from "./schema";

const TTL_SECONDS = 30 * 86_400;

/** Puts a user's role and name where the before-send decision reads it. */
export async function rememberRole(user: SessionUser): Promise<void> {
  const pipeline = redis().pipeline();
  pipeline.set(roleKey(user.id), user.role, { ex: TTL_SECONDS });
  pipeline.set(userNameKey(user.id), user.name, { ex: TTL_SECONDS });
  await pipeline.exec();
}
