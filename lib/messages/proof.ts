import { fromBase64Url } from "../base64";
import type { StickerName } from "./schema";

// The one place that says what a stamp's signature covers: the server signs with it, pages and the history check with it.

/** The words of a message and whose they are, once, in one group. */
export interface SignedContent {
  groupId: string;
  fromId: string;
  random: number;
  text: string;
  sticker: StickerName | null;
}

export const PROOF_ALGORITHM = { name: "ECDSA", hash: "SHA-256" };
export const PROOF_CURVE = { name: "ECDSA", namedCurve: "P-256" };

/** What is signed: the message, and all that the server says of it. */
export function signedBytes({ groupId, fromId, random, text, sticker }: SignedContent, said: object): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(["hiroba stamp", groupId, fromId, random, text, sticker, said]));
}

/** The key to check with, as the page has it: the two halves of a point, with a dot between them. */
export function importStampKey(key: string): Promise<CryptoKey> {
  const [x, y] = key.split(".");
  return crypto.subtle.importKey("jwk", { kty: "EC", crv: PROOF_CURVE.namedCurve, x, y }, PROOF_CURVE, false, ["verify"]);
}

/**
 * True when the server said this of this message. While it does not answer, the chat service lets messages through with
 * whatever their senders attached.
 */
export async function isProven(key: CryptoKey, content: SignedContent, customData: string): Promise<boolean> {
  try {
    const { proof, ...said } = JSON.parse(customData);
    const signature = Uint8Array.from(fromBase64Url(proof));
    return await crypto.subtle.verify(PROOF_ALGORITHM, key, signature, signedBytes(content, said));
  } catch {
    return false; // nothing attached, or nothing of ours
  }
}
