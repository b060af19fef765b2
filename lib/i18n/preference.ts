import Negotiator from "negotiator";
import { isLocale, type Locale, routing } from "./routing";

/** The cookie that remembers a language chosen by hand. */
export const LOCALE_COOKIE = "NEXT_LOCALE";

/** The language for a request whose path names none: the chosen one, else the first of `Accept-Language` that we have, else English. */
export function preferredLocale(headers: Headers): Locale {
  const chosen = new RegExp(`(?:^|;\\s*)${LOCALE_COOKIE}=(\\w+)`).exec(headers.get("cookie") ?? "")?.[1];
  if (chosen && isLocale(chosen)) return chosen;
  const wanted = new Negotiator({ headers: { "accept-language": headers.get("accept-language") ?? "" } })
    .languages()
    .filter((tag) => tag !== "*");
  const known = wanted.map((tag) => tag.split("-")[0] ?? "").find(isLocale);
  return known ?? (wanted.length > 0 ? "en" : routing.defaultLocale);
}
