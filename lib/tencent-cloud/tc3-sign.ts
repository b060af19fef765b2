import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** A call of one of Tencent Cloud's APIs, as it is signed. */
export interface Tc3Call {
  host: string;
  /** The first part of the host: `tms`, `ims`, … */
  service: string;
  contentType: string;
  payload: string;
  secretId: string;
  secretKey: string;
  nowSeconds: number;
}

const SIGNED_HEADERS = "content-type;host";
const ALGORITHM = "TC3-HMAC-SHA256";

/** The `Authorization` of a POST to `/`, by Tencent Cloud's TC3-HMAC-SHA256 (docs: 213/30654). The content type is signed byte for byte. */
export function tc3Authorization(call: Tc3Call): string {
  const { host, service, contentType, payload, secretId, secretKey, nowSeconds } = call;
  const date = new Date(nowSeconds * 1_000).toISOString().slice(0, 10);
  const scope = `${date}/${service}/tc3_request`;
  const headers = `content-type:${contentType}\nhost:${host}\n`;
  const request = `POST\n/\n\n${headers}\n${SIGNED_HEADERS}\n${hexOf(payload)}`;
  const text = `${ALGORITHM}\n${nowSeconds}\n${scope}\n${hexOf(request)}`;
  const dateKey = mac(utf8ToBytes(`TC3${secretKey}`), date);
  const signature = bytesToHex(mac(mac(mac(dateKey, service), "tc3_request"), text));
  return `${ALGORITHM} Credential=${secretId}/${scope}, SignedHeaders=${SIGNED_HEADERS}, Signature=${signature}`;
}

function mac(key: Uint8Array, text: string): Uint8Array {
  return hmac(sha256, key, utf8ToBytes(text));
}

function hexOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}
