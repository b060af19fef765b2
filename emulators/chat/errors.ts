/** Tencent Chat's own codes that this emulator can answer with, and the text it sends beside them. */
const TEXTS = {
  10002: "server internal error",
  10003: "request command is invalid",
  10004: "invalid parameter",
  10005: "too many accounts in the request",
  10006: "operation is too frequent",
  10007: "operation is not permitted for this role or group type",
  10009: "the owner of the group may not quit it",
  10010: "group does not exist or has been dismissed",
  10015: "invalid group id",
  10016: "rejected by the app's callback",
  10017: "the sender is muted",
  10019: "the account does not exist",
  10021: "group id is already in use by another owner",
  10023: "message rate limit exceeded",
  10025: "group id is already in use by you",
  10033: "this group type does not support recall",
  10037: "this user has too many groups",
  10044: "this group type does not support roaming messages",
  10045: "group attribute key is too long",
  10046: "group attribute value is too long",
  10047: "too many group attribute keys",
  10048: "group attributes are too large",
  10049: "group attributes are written too often",
  10050: "group attribute key does not exist",
  10056: "group attribute was changed by someone else",
  10059: "this edition of the application does not include the feature",
  10063: "too many group counters",
  20003: "the account does not exist",
  20006: "rejected by the app's callback",
  20012: "the sender is muted globally",
  60002: "HTTP request could not be parsed",
  60003: "request body is not JSON",
  60006: "SDKAppID is not valid",
  60007: "the API is called too often",
  60009: "the requested resource does not exist",
  60010: "the request needs an app administrator",
  60012: "SDKAppID is missing",
  70001: "UserSig has expired",
  70002: "UserSig is empty",
  70003: "UserSig is illegal",
  70009: "UserSig verification failed",
  70013: "UserSig was issued for another UserID",
  70014: "UserSig was issued for another SDKAppID",
  70101: "the login ticket is no longer valid",
  70107: "the account does not exist",
  70206: "too many accounts in the request",
  70402: "invalid parameter",
  80002: "message is too long",
  80003: "the before-send callback failed and the policy is to refuse",
} as const;

/** Every code this emulator has a text for. */
export const KNOWN_CODES = Object.keys(TEXTS).map(Number);

/** A code of the table above. */
export type KnownCode = keyof typeof TEXTS;

/** A refusal in Tencent's terms. `code` and `message` go to the caller unchanged as ErrorCode and ErrorInfo. */
export class ImError extends Error {
  constructor(
    readonly code: number,
    info: string,
  ) {
    super(info);
    this.name = "ImError";
  }
}

/** An ImError with the table's text, followed by `detail` when there is something to add. */
export function imError(code: KnownCode, detail?: string): ImError {
  return new ImError(code, detail ? `${TEXTS[code]}: ${detail}` : TEXTS[code]);
}
