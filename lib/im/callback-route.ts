import "server-only";
import { readJsonBody } from "../body";
import { AppError } from "../errors";
import { refusal } from "../http";
import { logError } from "../log";
import { ALLOW, type CallbackAnswer, checkImCallback, type ImCallback } from "./callback";

/** Tencent's messages have at most 12 KB; lists of people may be longer. */
const MAX_BODY_BYTES = 256 * 1024;

/** Handles one command. `before*` handlers decide from Redis and write nothing; `after*` handlers are safe to repeat. */
export type CallbackHandler = (body: unknown, callback: ImCallback) => Promise<CallbackAnswer>;

/** Tencent reads this as "refuse": a before-handler that failed must not let the action through. */
const FAILED: CallbackAnswer = { ActionStatus: "FAIL", ErrorCode: 1, ErrorInfo: "internal" };

/** Answers Tencent Chat's callbacks: checks signature, application and age, then dispatches. Commands without a handler are allowed. */
export function imCallbackRoute(handlers: Record<string, CallbackHandler>): (request: Request) => Promise<Response> {
  return async (request) => {
    let callback: ImCallback;
    let body: unknown;
    try {
      callback = await checkImCallback(new URL(request.url), Date.now());
      body = await readJsonBody(request, MAX_BODY_BYTES);
    } catch (error) {
      return refusal(request, error);
    }
    const handler = Object.hasOwn(handlers, callback.command) ? handlers[callback.command] : undefined;
    try {
      return Response.json(handler ? await handler(body, callback) : ALLOW);
    } catch (error) {
      if (error instanceof AppError) return refusal(request, error);
      logError(`im callback ${callback.command}`, error);
      return Response.json(FAILED);
    }
  };
}
