import type { ImError } from "./errors";

/** What a command answers with, without the envelope. */
export type Answer = Record<string, unknown>;

/** The head of a frame the SDK sends. Everything in it is under the client's control; other fields are not read. */
export interface Head {
  servcmd: string;
  seq: number;
  identifier?: string;
  usersig?: string;
  /** The login ticket. */
  a2?: string;
  status_instid?: number;
  sdkappid?: number;
}

export interface Frame {
  head: Head;
  body: unknown;
}

const LONGEST_COMMAND = 200;
/** Deeper than anything an SDK or an app sends, and far from where a recursive walk would end. */
export const DEEPEST_JSON = 64;

/**
 * The frame in a text of a client; null when it is none: not JSON, nested too deep, or without a head of the SDK's form.
 * Never throws, whatever the text.
 */
export function readFrame(text: string): Frame | null {
  if (isTooDeep(text, DEEPEST_JSON)) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(value) || !isRecord(value.head)) return null;
  const head = readHead(value.head);
  return head && { head, body: value.body };
}

function readHead(given: Record<string, unknown>): Head | null {
  const { servcmd, seq, identifier, usersig, a2, status_instid, sdkappid } = given;
  if (typeof servcmd !== "string" || servcmd.length > LONGEST_COMMAND || typeof seq !== "number") return null;
  if (!isOptional(identifier, "string") || !isOptional(usersig, "string") || !isOptional(a2, "string")) return null;
  if (!isOptional(status_instid, "number") || !isOptional(sdkappid, "number")) return null;
  return { servcmd, seq, identifier, usersig, a2, status_instid, sdkappid } as Head;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isOptional(value: unknown, type: "string" | "number"): boolean {
  return value === undefined || typeof value === type;
}

/** True when brackets outside strings nest deeper than `limit`, in valid JSON or not. */
export function isTooDeep(text: string, limit: number): boolean {
  if (text.length <= limit * 2) return false;
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x22) index = endOfString(text, index);
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}

/** The index of the quote that closes the string opened at `from`; the end of the text when none does. */
function endOfString(text: string, from: number): number {
  let end = text.indexOf('"', from + 1);
  while (end > 0 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}

function isEscaped(text: string, index: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(index - 1 - backslashes) === 0x5c) backslashes += 1;
  return backslashes % 2 === 1;
}

const OK = { ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "" };

/** The envelope of a successful answer, the same over REST and over the socket. */
export function okBody(answer: Answer): Answer {
  return { ...OK, ...answer };
}

/** The envelope of a refusal. */
export function failBody(error: ImError, extra: Answer = {}): Answer {
  return { ActionStatus: "FAIL", ErrorCode: error.code, ErrorInfo: error.message, ...extra };
}

/** A frame that answers the one with `head`: the SDK matches on servcmd and seq. */
export function answerFrame(head: Pick<Head, "servcmd" | "seq">, bodyJson: string): string {
  return `{"head":{"ver":"v4","servcmd":${JSON.stringify(head.servcmd)},"seq":${head.seq}},"body":${bodyJson}}`;
}

let pushes = 0;

/** A frame the SDK did not ask for, around the entries of its EventArray. */
export function pushFrame(entriesJson: string): string {
  pushes += 1;
  return answerFrame({ servcmd: "im_open_push.msg_push", seq: pushes }, `{"EventArray":[${entriesJson}]}`);
}
