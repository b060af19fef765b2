import "server-only";
import { roleKey } from "../keys";
import { redis } from "../redis";
import type { SessionUser } from "./schema";

const TTL_SECONDS = 30 * 86_400;

/** Puts a user's role where the before-send decision reads it. */
export async function rememberRole(user: SessionUser): Promise<void> {
  await redis().set(roleKey(user.id), user.role, { ex: TTL_SECONDS });
}
