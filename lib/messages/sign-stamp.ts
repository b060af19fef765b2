import "server-only";
import { toBase64Url } from "../base64";
import { env } from "../env";
import { hmacSha256 } from "../hmac";
import type { MessageStamp } from "../levels/schema";
import { importStampKey, PROOF_ALGORITHM, PROOF_CURVE, type SignedContent, signedBytes } from "./proof";
import type { MessageExtras } from "./schema";

/** What stands before the 32 bytes of a P-256 key in PKCS #8, when the public half is left to be computed. */
const KEY_HEAD = [
  ...[0x30, 0x41, 0x02, 0x01, 0x00, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86],
  ...[0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x04, 0x27, 0x30, 0x25, 0x02, 0x01, 0x01, 0x04, 0x20],
];

interface StampKeys {
  secret: CryptoKey;
  /** As pages get it. */
  open: string;
}

let keys: Promise<StampKeys> | null = null;

/** The pair of keys that follows from the server's secret: the same in all processes. */
async function deriveKeys(): Promise<StampKeys> {
  const scalar = await hmacSha256(env().AUTH_SECRET, "hiroba stamp key");
  const secret = await crypto.subtle.importKey("pkcs8", Uint8Array.from([...KEY_HEAD, ...scalar]), PROOF_CURVE, true, ["sign"]);
  const { x, y } = await crypto.subtle.exportKey("jwk", secret);
  return { secret, open: `${x}.${y}` };
}

function stampKeys(): Promise<StampKeys> {
  keys ??= deriveKeys();
  return keys;
}

/** The key with which everybody can check that a stamp is the server's. */
export async function stampKey(): Promise<string> {
  return (await stampKeys()).open;
}

let checkKey: Promise<CryptoKey> | null = null;

/** The same key, ready for use. */
export function stampCheckKey(): Promise<CryptoKey> {
  checkKey ??= stampKey().then(importStampKey);
  return checkKey;
}

/** All that the server says of a message, signed: the text of its `CloudCustomData`. */
export async function signStamp(content: SignedContent, extras: MessageExtras, stamp: MessageStamp): Promise<string> {
  const said = { ...extras, ...stamp };
  const { secret } = await stampKeys();
  const signature = await crypto.subtle.sign(PROOF_ALGORITHM, secret, signedBytes(content, said));
  return JSON.stringify({ ...said, proof: toBase64Url(new Uint8Array(signature)) });
}
