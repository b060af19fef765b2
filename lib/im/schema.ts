import { z } from "zod";

/** Answer of `POST /api/im/usersig`: all that the chat SDK needs to log the signed-in user in. Never log or cache it. */
export const userSigGrant = z.object({
  userId: z.string(),
  userSig: z.string(),
  /** Unix milliseconds; ask again before it is reached. */
  expiresAtMs: z.int(),
});
export type UserSigGrant = z.infer<typeof userSigGrant>;

/** Where the chat SDK connects. `proxyServer` is null for Tencent's own addresses. */
export const chatEndpoint = z.object({ sdkAppId: z.int(), proxyServer: z.string().nullable() });
export type ChatEndpoint = z.infer<typeof chatEndpoint>;
