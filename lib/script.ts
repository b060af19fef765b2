import "server-only";
import { sha1 } from "@noble/hashes/legacy.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { redis } from "./redis";

/** A script of Redis that is asked for by its digest: what a message costs must not grow with the length of a program. */
export interface Script {
  text: string;
  digest: string;
}

export function script(text: string): Script {
  return { text, digest: bytesToHex(sha1(utf8ToBytes(text))) };
}

/**
 * Runs a script; like every command it travels with what else is asked in the same turn. A Redis that does not know it, because
 * it has just begun, is given the text, which takes one more round trip.
 */
export async function runScript<T>({ text, digest }: Script, keys: string[], args: string[]): Promise<T> {
  try {
    return await redis().evalsha<string[], T>(digest, keys, args);
  } catch (error) {
    if (!(error instanceof Error && error.message.includes("NOSCRIPT"))) throw error;
    return redis().eval<string[], T>(text, keys, args);
  }
}
