import "server-only";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { readJsonBody } from "./body";
import { env } from "./env";
import { AppError, type ErrorBody, errorStatus } from "./errors";
import { errorText } from "./i18n/error-text";
import { preferredLocale } from "./i18n/preference";
import { logError } from "./log";
import { parseInput } from "./parse";
import type { SessionUser } from "./users/schema";
import { requireUser } from "./users/session";

type Context = { params: Promise<Record<string, string | string[] | undefined>> };
type Handler = (request: Request, context: Context) => Promise<Response>;

/** A route for everybody. Refusals become `{error: {code, message}}` with the status of the code, in the reader's language. */
export function publicRoute<P extends z.ZodType>(
  params: P,
  handle: (input: { request: Request; params: z.infer<P> }) => Promise<Response>,
): Handler {
  return async (request, context) => {
    try {
      return await handle({ request, params: parseInput(params, (await context.params) ?? {}) });
    } catch (error) {
      return refusal(request, error);
    }
  };
}

/** A route that takes a JSON body from our own pages or from a client without cookies; foreign pages are refused. */
export function bodyRoute<P extends z.ZodType, B extends z.ZodType>(
  params: P,
  body: B,
  handle: (input: { request: Request; params: z.infer<P>; body: z.infer<B> }) => Promise<Response>,
  maxBytes?: number,
): Handler {
  return publicRoute(params, async ({ request, params }) => {
    checkOrigin(request);
    return handle({ request, params, body: parseInput(body, await readJsonBody(request, maxBytes)) });
  });
}

/** A `bodyRoute` for signed-in users. */
export function userRoute<P extends z.ZodType, B extends z.ZodType>(
  params: P,
  body: B,
  handle: (input: { request: Request; user: SessionUser; params: z.infer<P>; body: z.infer<B> }) => Promise<Response>,
  maxBytes?: number,
): Handler {
  return bodyRoute(params, body, async (input) => handle({ ...input, user: await requireUser() }), maxBytes);
}

/** Throws `forbidden` when a browser says that the request comes from another site's page, as Next does for actions. */
function checkOrigin({ headers }: Request): void {
  const origin = headers.get("origin");
  if (!origin || origin === new URL(env().AUTH_URL).origin) return;
  if (!URL.canParse(origin) || new URL(origin).host !== headers.get("host")) throw new AppError("forbidden", `origin ${origin}`);
}

/** The JSON answer to an error. What is not an AppError is a defect: logged whole, shown as `internal`. */
export async function refusal(request: Request, error: unknown): Promise<Response> {
  unstable_rethrow(error);
  const known = error instanceof AppError ? error : new AppError("internal", undefined, { cause: error });
  if (known.code === "internal") logError(`${request.method} ${new URL(request.url).pathname}`, error);
  const { code, fields, untilMs } = known;
  const message = await errorText(preferredLocale(request.headers), code);
  const extras = { ...(fields ? { fields } : {}), ...(untilMs === undefined ? {} : { untilMs }) };
  const body: ErrorBody = { error: { code, message, ...extras } };
  return Response.json(body, { status: errorStatus[code], headers: { "cache-control": "no-store" } });
}
