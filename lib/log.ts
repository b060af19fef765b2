import "server-only";
import { AppError } from "./errors";

/** Writes one line of JSON to the log. Callers pass ids and counts, never secrets, signatures or message texts. */
export function logError(what: string, error: unknown, about: Record<string, string | number> = {}): void {
  const detail = error instanceof Error ? { error: error.message, cause: causeOf(error) } : { error: String(error) };
  const stack = error instanceof Error && !(error instanceof AppError) ? error.stack : undefined;
  console.error(JSON.stringify({ level: "error", at: new Date().toISOString(), what, ...about, ...detail, stack }));
}

function causeOf(error: Error): string | undefined {
  return error.cause instanceof Error ? error.cause.message : undefined;
}
