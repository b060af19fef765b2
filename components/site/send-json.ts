import type { ErrorBody, ErrorCode } from "@/lib/errors";

/** What the server answered to a request that it did not carry out; `code` is null when it could not be reached. */
export class Refused extends Error {
  constructor(
    readonly code: ErrorCode | null,
    readonly fields: Record<string, string> = {},
  ) {
    super(code ?? "no answer");
  }
}

const ANSWER_MS = 30_000;

/** Sends JSON to one of our own routes and gives its answer. Throws `Refused`. */
export async function sendJson(method: "POST" | "PUT" | "DELETE", path: string, body: object): Promise<unknown> {
  const response = await fetch(path, {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    cache: "no-store",
    signal: AbortSignal.timeout(ANSWER_MS),
  }).catch(() => null);
  if (!response) throw new Refused(null);
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer;
  const { error } = (answer ?? { error: { code: "internal" } }) as ErrorBody;
  throw new Refused(error.code, error.fields);
}
