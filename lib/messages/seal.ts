import "server-only";
import { toBase64Url } from "../base64";
import { env } from "../env";
import { equalText } from "../equal-text";
import { hmacSha256 } from "../hmac";
import type { SealedMessage } from "./schema";

const SEAL_BYTES = 12;

/** What a seal covers: these words of this person, once, in this group. */
export type SealedContent = Omit<SealedMessage, "seal"> & { groupId: string };

/** The server's mark on a message that it let pass. With it a quote needs no archive to be checked. */
export async function sealOf({ groupId, fromId, random, text, sticker }: SealedContent): Promise<string> {
  const content = JSON.stringify(["hiroba message", groupId, fromId, random, text, sticker]);
  const digest = (await hmacSha256(env().AUTH_SECRET, content)).slice(0, SEAL_BYTES);
  return toBase64Url(digest);
}

/** True when a message of a group was sealed by this server, word by word as it is here. */
export async function isSealed(groupId: string, message: SealedMessage): Promise<boolean> {
  return equalText(await sealOf({ ...message, groupId }), message.seal);
}
