import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { CORS, sendBytes } from "./http-answer";

interface FileAnswer {
  path: string;
  type: string;
  caching: string;
  /** Serves only this part of the file, as if it were the whole. */
  part?: { offset: number; bytes: number };
}

/** Serves a file, or the range of it that is asked for. A file that is gone is a 404, also when it goes while it is read. */
export async function sendRange(request: IncomingMessage, response: ServerResponse, answer: FileAnswer): Promise<void> {
  const { path, type, caching } = answer;
  try {
    const part = answer.part ?? { offset: 0, bytes: (await stat(path)).size };
    const range = rangeOf(request.headers.range, part.bytes);
    const headers = { ...CORS, "accept-ranges": "bytes", "cache-control": caching, "content-type": type };
    if (range === "unsatisfiable") {
      response.writeHead(416, { ...headers, "content-range": `bytes */${part.bytes}`, "content-length": 0 }).end();
      return;
    }
    const { start, end } = range ?? { start: 0, end: part.bytes - 1 };
    const about = range ? { "content-range": `bytes ${start}-${end}/${part.bytes}` } : {};
    response.writeHead(range ? 206 : 200, { ...headers, ...about, "content-length": end - start + 1 });
    if (request.method === "HEAD") response.end();
    else await pipeline(createReadStream(path, { start: part.offset + start, end: part.offset + end }), response);
  } catch {
    if (response.headersSent) response.destroy();
    else sendBytes(request, response, { status: 404, type: "text/plain; charset=utf-8", body: "It is not kept any more.\n" });
  }
}

/** The one range that a header asks for; null when it asks for none, or for several, which are answered with the whole. */
export function rangeOf(header: string | undefined, bytes: number): { start: number; end: number } | "unsatisfiable" | null {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  if (first === "" && last === "") return null;
  const start = first === "" ? Math.max(0, bytes - Number(last)) : Number(first);
  const end = first === "" || last === "" ? bytes - 1 : Math.min(Number(last), bytes - 1);
  return start > end || start >= bytes ? "unsatisfiable" : { start, end };
}
