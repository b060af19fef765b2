import { refusalCodes } from "@/lib/chat/rules";

/** Why the chat service said no, in words the product knows; `said` carries the service's own sentence. */
export const refusalReasons = [
  "said",
  "muted",
  "rate",
  "words",
  "long",
  "empty",
  "timeout",
  "network",
  "service",
  "notReady",
  "expired",
  "login",
  "elsewhere",
  "closed",
  "full",
  "banned",
  "noRight",
  "notAllowed",
  "slow",
  "followers",
  "followLonger",
  "members",
  "emoji",
  "quote",
  "held",
  "link",
  "repeated",
  "unjudged",
  "roomMuted",
  "other",
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export interface Refusal {
  reason: RefusalReason;
  /** The sentence of the server, or the error code it names, when `reason` is `said`. */
  text: string | null;
  /** True when the same message may be accepted a moment later. */
  canRetry: boolean;
  /** Seconds after which it would be, where the server said so. */
  waitSeconds: number;
}

/**
 * Every code that the SDK or the service may answer our calls with, and what it is to the person. With an own address of the
 * service the SDK brings no texts at all. The SDK's names stand in its own table; the service's in docs 269/1671.
 */
const reasons: Record<number, RefusalReason> = {
  // The SDK itself.
  2001: "login", // NO_ACCOUNT_TYPE
  2002: "login", // NO_IDENTIFIER
  2003: "login", // NO_USERSIG
  2022: "login", // NO_TINYID
  2023: "login", // NO_A2KEY
  2024: "notReady", // USER_NOT_LOGGED_IN
  2025: "notReady", // REPEAT_LOGIN
  2100: "service", // MSG_SEND_FAIL
  2101: "notReady", // MSG_SEND_FAIL_NOT_IN_AV
  2501: "closed", // USER_OR_GRP_NOT_FOUND
  2602: "closed", // ILLEGAL_GRP_ID
  2603: "closed", // CANNOT_FIND_GRP
  2623: "notReady", // MEMBER_NOT_IN_GRP
  2660: "service", // JOIN_GRP_FAIL
  2662: "notReady", // CANNOT_JOIN_NON_AV_WITHOUT_LOGIN
  2800: "network", // NETWORK_ERROR
  2801: "timeout", // NETWORK_TIMEOUT
  2805: "network", // NO_NETWORK
  2996: "rate", // OVER_FREQUENCY_LIMIT
  2999: "notReady", // SDK_IS_NOT_READY
  3001: "login", // LOGIN_FAILED
  3002: "elsewhere", // KICKED_OUT_MULT_DEVICE
  3003: "elsewhere", // KICKED_OUT_MULT_ACCOUNT
  3004: "expired", // KICKED_OUT_USERSIG_EXPIRED
  3005: "notReady", // LOGGED_OUT
  3006: "banned", // KICKED_OUT_REST_API
  3123: "words", // PROFANITY_FOUND
  // The service, about groups.
  10002: "service",
  10006: "rate",
  10007: "noRight",
  10010: "closed",
  10013: "banned",
  10014: "full",
  10015: "closed",
  10016: "said",
  10017: "muted",
  10018: "service",
  10019: "login",
  10023: "rate",
  10026: "service",
  // The service, about messages and what they say.
  20002: "expired",
  20003: "login",
  20004: "service",
  20005: "service",
  20006: "said",
  20012: "muted",
  80001: "words",
  80002: "long",
  80003: "service",
  80004: "words",
  // The service, about requests in general.
  60002: "service",
  60006: "service",
  60007: "rate",
  60008: "timeout",
  60011: "rate",
  60013: "service",
  60014: "service",
  60016: "service",
  60017: "service",
  60018: "service",
  60019: "service",
  60020: "service",
  60022: "rate",
  // The service, about logins.
  6206: "expired",
  6208: "elsewhere",
  70001: "expired",
  70002: "login",
  70003: "login",
  70005: "login",
  70009: "login",
  70013: "login",
  70014: "login",
  70016: "login",
  70020: "login",
  70050: "rate",
  70051: "banned",
  70101: "expired",
  70107: "login",
  70114: "login",
  70169: "service",
  70202: "service",
  70398: "service",
  70500: "service",
  // Our own, from the before-send callback.
  [refusalCodes.room_closed]: "closed",
  [refusalCodes.too_long]: "long",
  [refusalCodes.not_allowed]: "notAllowed",
  [refusalCodes.empty]: "empty",
  [refusalCodes.slow_mode]: "slow",
  [refusalCodes.followers_only]: "followers",
  [refusalCodes.follow_longer]: "followLonger",
  [refusalCodes.members_only]: "members",
  [refusalCodes.emoji_only]: "emoji",
  [refusalCodes.quote_unknown]: "quote",
  [refusalCodes.blocked_word]: "words",
  [refusalCodes.held]: "held",
  [refusalCodes.link_refused]: "link",
  [refusalCodes.repeated]: "repeated",
  [refusalCodes.flooding]: "rate",
  [refusalCodes.not_judged]: "unjudged",
  [refusalCodes.banned]: "banned",
  [refusalCodes.muted]: "muted",
  [refusalCodes.room_muted]: "roomMuted",
};

const retryable: ReadonlySet<RefusalReason> = new Set([
  "timeout",
  "network",
  "service",
  "notReady",
  "expired",
  "rate",
  "slow",
  "followLonger",
  "unjudged",
  "other",
]);

/** After these the SDK, or the login, stands where nobody can tell: the next try starts anew. */
const unsettling: ReadonlySet<RefusalReason> = new Set([
  "timeout",
  "network",
  "service",
  "notReady",
  "expired",
  "login",
  "other",
]);

/** True when a connection that failed for this reason is better opened from the start. */
export function isUnsettling({ reason }: Refusal): boolean {
  return unsettling.has(reason);
}

/** A refusal for a reason that is known without asking the service. */
export function refusal(reason: RefusalReason, text: string | null = null, waitSeconds = 0): Refusal {
  return { reason, text, canRetry: retryable.has(reason), waitSeconds };
}

/** Reads what the SDK rejected with: `{ code, message }`; its own errors come without a text. */
export function refusalFor(error: unknown): Refusal {
  const code = errorCode(error);
  const said = messageOf(error);
  const known = code === null ? undefined : reasons[code];
  const isCallback = code !== null && ((code >= 10100 && code <= 10200) || (code >= 120_001 && code <= 130_000));
  const reason = known ?? (isCallback ? "said" : "other");
  if (reason === "said") return said ? refusal("said", said) : { ...refusal("other"), canRetry: false };
  return refusal(reason, null, isCallback ? waitIn(said) : 0);
}

/** The seconds behind the name of a refusal, as in `slow_mode:12`. */
function waitIn(said: string): number {
  return Number(/^[a-z_]+:(\d{1,7})$/.exec(said)?.[1] ?? 0);
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
