import type { IncomingMessage, ServerResponse } from "node:http";

/** Any page may read what its address was given for. */
export const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, HEAD, OPTIONS",
  "access-control-allow-headers": "*",
  "access-control-expose-headers": "content-length, content-range",
  "access-control-max-age": "86400",
};

/** Why a request is not answered, in one sentence. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    sentence: string,
  ) {
    super(sentence);
  }
}

interface Answer {
  status: number;
  type: string;
  body: string | Buffer;
  caching?: string;
}

/** Sends a whole answer; of a HEAD its head. */
export function sendBytes(request: IncomingMessage, response: ServerResponse, { status, type, body, caching }: Answer): void {
  const length = Buffer.byteLength(body);
  const headers = { ...CORS, "content-type": type, "cache-control": caching ?? "no-store", "content-length": length };
  response.writeHead(status, headers);
  response.end(request.method === "HEAD" ? undefined : body);
}
