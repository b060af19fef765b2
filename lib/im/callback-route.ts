import "server-only";
import { z } from "zod";
import { readJsonBody } from "../body";
import { noteCallback } from "../callback-health";
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

/**
 * Answers Tencent Chat's callbacks: checks signature, application and age, then dispatches. Commands without a handler are
 * allowed. Any other status than 200 is to Tencent as if nobody had answered, and what it asks about goes through: so whatever
 * goes wrong with a question that is Tencent's own, it is answered with a refusal.
 */
export function imCallbackRoute(handlers: Record<string, CallbackHandler>): (request: Request) => Promise<Response> {
  return async (request) => {
    let callback: ImCallback;
    try {
      callback = await checkImCallback(new URL(request.url), Date.now());
    } catch (error) {
      return refusal(request, error);
    }
    const startedMs = performance.now();
    let ageMs: number | null = null;
    const note = (hasFailed: boolean) =>
      noteCallback({ name: `im ${callback.command}`, ageMs, tookMs: performance.now() - startedMs, hasFailed });
    const handler = Object.hasOwn(handlers, callback.command) ? handlers[callback.command] : undefined;
    try {
      const body = await readJsonBody(request, MAX_BODY_BYTES);
      ageMs = ageOf(body, Date.now());
      const answer = handler ? await handler(body, callback) : ALLOW;
      note(false);
      return Response.json(answer);
    } catch (error) {
      note(true);
      if (error instanceof AppError && !isQuestion(callback)) return refusal(request, error);
      logError(`im callback ${callback.command}`, error);
      return Response.json(FAILED);
    }
  };
}

/** True for what Tencent asks before it does it. */
function isQuestion({ command }: ImCallback): boolean {
  return /\.CallbackBefore/.test(command);
}

const event = z.looseObject({ EventTime: z.coerce.number().positive() });

/** How long ago the service says that it happened, in milliseconds; null for callbacks that do not say. */
function ageOf(body: unknown, nowMs: number): number | null {
  const { data } = event.safeParse(body);
  return data ? nowMs - data.EventTime : null;
}
