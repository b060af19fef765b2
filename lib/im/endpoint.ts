import "server-only";
import { env } from "../env";
import { stampKey } from "../messages/sign-stamp";
import type { ChatEndpoint, UserSigGrant } from "./schema";
import { signUserSig } from "./user-sig";

const USER_SIG_TTL_SECONDS = 7_200;

/** Where the chat SDK connects; the same for everybody and safe to cache. */
export async function getChatEndpoint(): Promise<ChatEndpoint> {
  const { IM_SDK_APP_ID, IM_PROXY_SERVER, IM_ADMIN_USER_ID } = env();
  return {
    sdkAppId: IM_SDK_APP_ID,
    proxyServer: IM_PROXY_SERVER ?? null,
    adminUserId: IM_ADMIN_USER_ID,
    stampKey: await stampKey(),
  };
}

/** A UserSig of two hours for a user whose right to it the caller has checked. */
export async function issueUserSig(userId: string, nowMs: number): Promise<UserSigGrant> {
  const issuedAtSeconds = Math.floor(nowMs / 1000);
  const claims = { sdkAppId: env().IM_SDK_APP_ID, userId, issuedAtSeconds, ttlSeconds: USER_SIG_TTL_SECONDS };
  const userSig = await signUserSig(claims, env().IM_SECRET_KEY);
  return { userId, userSig, expiresAtMs: (issuedAtSeconds + USER_SIG_TTL_SECONDS) * 1000 };
}
