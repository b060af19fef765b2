/** Every way in which the product says no: its HTTP status. The sentence shown to people is `errors.<code>` in `messages/<locale>/`. */
export const errorStatus = {
  invalid_input: 400,
  unauthenticated: 401,
  wrong_credentials: 401,
  insufficient_coins: 402,
  forbidden: 403,
  own_room: 403,
  banned: 403,
  muted: 403,
  not_found: 404,
  conflict: 409,
  email_taken: 409,
  last_owner: 409,
  no_stream: 409,
  too_many_moderators: 409,
  coins_spent: 409,
  room_closed: 409,
  gift_off: 409,
  price_changed: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  internal: 500,
  upstream_failed: 502,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** An expected refusal. `code` may be shown; `detail` is for the log only. Anything else thrown is a defect. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  /** Field names to short reasons (zod issue codes), for forms. */
  readonly fields: Record<string, string> | undefined;
  /** When a refusal ends by itself, in Unix milliseconds; null when it does not. */
  readonly untilMs: number | null | undefined;

  constructor(
    code: ErrorCode,
    detail?: string,
    options: { cause?: unknown; fields?: Record<string, string>; untilMs?: number | null } = {},
  ) {
    super(detail ? `${code}: ${detail}` : code, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.detail = detail;
    this.fields = options.fields;
    this.untilMs = options.untilMs;
  }
}

/** The body of every refused JSON request. */
export interface ErrorBody {
  error: { code: ErrorCode; message: string; fields?: Record<string, string>; untilMs?: number | null };
}

/** What a form shows after an action: nothing, success, or a refusal with the fields it is about. */
export type FormState =
  | { status: "done" }
  | { status: "refused"; code: ErrorCode; fields?: Record<string, string>; values?: Record<string, string> };
