import "server-only";
import { AppError } from "./errors";

const MAX_BODY_BYTES = 64 * 1024;

/** The body as JSON. Throws `unsupported_media_type`, `payload_too_large` (over 64 KiB) or `invalid_input`. */
export async function readJsonBody(request: Request, maxBytes = MAX_BODY_BYTES): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? "")) throw new AppError("unsupported_media_type");
  const text = await readTextBody(request, maxBytes);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("invalid_input", "body is not JSON", { cause });
  }
}

/** The body as text. Throws `payload_too_large`. */
export async function readTextBody(request: Request, maxBytes: number): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw new AppError("payload_too_large");
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new AppError("payload_too_large");
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
