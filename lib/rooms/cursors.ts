import { z } from "zod";
import { fromBase64Url, toBase64Url } from "../base64";
import { equalText } from "../equal-text";
import { hmacSha256 } from "../hmac";
import type { DirectoryList, RoomCategory } from "./schema";

/** How long a cursor's text may be; ours are about sixty characters. */
export const LONGEST_CURSOR = 120;
const SIGNATURE_LENGTH = 22;

const place = z.tuple([z.number(), z.string().regex(/^[0-9a-z]{12}$/)]);

/** The last room that a reader has seen of a list: its score at that time, and its id. */
export interface Place {
  score: number;
  id: string;
}

/** Which list a cursor belongs to; it is worth nothing in another one. */
export interface CursorScope {
  list: DirectoryList;
  category: RoomCategory | null;
}

async function signatureOf(text: string, { list, category }: CursorScope, secret: string): Promise<string> {
  return toBase64Url(await hmacSha256(secret, `cursor:${list}:${category ?? ""}:${text}`)).slice(0, SIGNATURE_LENGTH);
}

/** A place as a text for addresses, signed, so that nobody can fill the page cache with places of their own. */
export async function writeCursor({ score, id }: Place, scope: CursorScope, secret: string): Promise<string> {
  const text = toBase64Url(new TextEncoder().encode(JSON.stringify([score, id])));
  return `${text}.${await signatureOf(text, scope, secret)}`;
}

/** The place that a cursor names; null when it is not one that we wrote for this list. */
export async function readCursor(cursor: string, scope: CursorScope, secret: string): Promise<Place | null> {
  if (cursor.length > LONGEST_CURSOR) return null;
  const [text = "", signature = "", ...more] = cursor.split(".");
  if (more.length > 0 || !equalText(signature, await signatureOf(text, scope, secret))) return null;
  const [score, id] = place.parse(JSON.parse(new TextDecoder().decode(fromBase64Url(text))));
  return { score, id };
}
