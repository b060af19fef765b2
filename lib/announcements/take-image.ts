import "server-only";
import { bytesToHex } from "@noble/hashes/utils.js";
import { AppError } from "../errors";
import { fetchOutside } from "../outbound/fetch-outside";
import { OutboundError } from "../outbound/request";
import { readImageFile } from "./image-file";

const MAX_BYTES = 1024 * 1024;
const HEADERS = { accept: "image/webp,image/png,image/jpeg,image/gif" };

/** A picture with its bytes, ready to be stored. */
export interface TakenImage {
  id: string;
  address: string;
  type: string;
  width: number;
  height: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Takes a picture from an address that a host gave. Throws `invalid_input` about `field` with the reason. */
export async function takeImage(address: string, field: string): Promise<TakenImage> {
  const refuse = (reason: string, cause?: unknown) =>
    new AppError("invalid_input", `image: ${reason}`, { cause, fields: { [field]: reason } });
  const answer = await fetchOutside(address, { headers: HEADERS, maxBytes: MAX_BYTES }).catch((error: unknown) => {
    throw error instanceof OutboundError ? refuse(error.fault, error) : error;
  });
  if (answer.status !== 200) throw refuse("unreachable");
  const file = readImageFile(answer.bytes);
  if (!file) throw refuse("not_an_image");
  const bytes = new Uint8Array(answer.bytes);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return { id: bytesToHex(digest.slice(0, 16)), address, ...file, bytes };
}
