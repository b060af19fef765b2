import { z } from "zod";

/** Answer of `POST /api/im/usersig`: all that the chat SDK needs to log the signed-in user in. Never log or cache it. */
export const userSigGrant = z.object({
  userId: z.string(),
  userSig: z.string(),
  /** Unix milliseconds; ask again before it is reached. */
  expiresAtMs: z.int(),
});
export type UserSigGrant = z.infer<typeof userSigGrant>;

/**
 * Where the chat SDK connects. `proxyServer` is null for Tencent's own addresses. `adminUserId` is the only account whose custom
 * messages are the server's, and `stampKey` checks what is attached to a person's message: while the app does not answer, the
 * service lets through whatever a client makes up.
 */
export const chatEndpoint = z.object({
  sdkAppId: z.int(),
  proxyServer: z.string().nullable(),
  adminUserId: z.string(),
  stampKey: z.string(),
});
export type ChatEndpoint = z.infer<typeof chatEndpoint>;
