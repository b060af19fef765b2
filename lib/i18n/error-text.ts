import "server-only";
import type { ErrorCode } from "../errors";
import type { Locale } from "./routing";

/** The sentence for an error in a language. */
export async function errorText(locale: Locale, code: ErrorCode): Promise<string> {
  const texts: Record<ErrorCode, string> = (await import(`../../messages/${locale}/errors.json`)).default;
  return texts[code];
}
