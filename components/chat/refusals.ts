import { refusalCodes } from "@/lib/chat/rules";

/** Why the chat service said no, in words the product knows; `said` carries the service's own sentence. */
export type RefusalReason =
  | "said"
  | "muted"
  | "rate"
  | "words"
  | "long"
  | "empty"
  | "timeout"
  | "closed"
  | "banned"
  | "notAllowed"
  | "other";

export interface Refusal {
  reason: RefusalReason;
  /** The sentence of the server, or the error code it names, when `reason` is `said`. */
  text: string | null;
  /** True when the same message may be accepted a moment later. */
  canRetry: boolean;
}

const reasons: Record<number, RefusalReason> = {
  2801: "timeout",
  10010: "closed",
  10013: "banned",
  10016: "said",
  10017: "muted",
  10023: "rate",
  2996: "rate",
  60022: "rate",
  80001: "words",
  80002: "long",
  80004: "words",
  [refusalCodes.room_closed]: "closed",
  [refusalCodes.too_long]: "long",
  [refusalCodes.not_allowed]: "notAllowed",
  [refusalCodes.empty]: "empty",
};

const retryable: ReadonlySet<RefusalReason> = new Set(["timeout", "rate", "other"]);

/** A refusal for a reason that is known without asking the service. */
export function refusal(reason: RefusalReason, text: string | null = null): Refusal {
  return { reason, text, canRetry: retryable.has(reason) };
}

/** Reads what the SDK rejected with: `{ code, message }`; its own errors come without a text. */
export function refusalFor(error: unknown): Refusal {
  const code = errorCode(error);
  const said = messageOf(error);
  const known = code === null ? undefined : reasons[code];
  const isCallback = code !== null && code >= 10100 && code <= 10200;
  const reason = known ?? (isCallback ? "said" : "other");
  if (reason === "said") return said ? refusal("said", said) : { ...refusal("other"), canRetry: false };
  return refusal(reason);
}

/** The SDK's number for an error, or null when it is not one of the SDK's. */
export function errorCode(error: unknown): number | null {
  if (typeof error !== "object" || error === null || !("code" in error)) return null;
  const code = Number(error.code);
  return Number.isInteger(code) ? code : null;
}

function messageOf(error: unknown): string {
  if (typeof error !== "object" || error === null || !("message" in error)) return "";
  return typeof error.message === "string" ? error.message.trim() : "";
}
