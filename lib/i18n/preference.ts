import { match } from "@formatjs/intl-localematcher";
import Negotiator from "negotiator";
import { isLocale, type Locale, routing } from "./routing";

/** The cookie that remembers a language chosen by hand. */
export const LOCALE_COOKIE = "NEXT_LOCALE";

/** The language for a request whose path names none: the chosen one, else the best of `Accept-Language`. */
export function preferredLocale(headers: Headers): Locale {
  const chosen = new RegExp(`(?:^|;\\s*)${LOCALE_COOKIE}=(\\w+)`).exec(headers.get("cookie") ?? "")?.[1];
  if (chosen && isLocale(chosen)) return chosen;
  const wanted = new Negotiator({ headers: { "accept-language": headers.get("accept-language") ?? "" } })
    .languages()
    .filter((tag) => tag !== "*");
  return matchLocale(wanted);
}

function matchLocale(wanted: string[]): Locale {
  try {
    return match(wanted, routing.locales, routing.defaultLocale) as Locale;
  } catch {
    return routing.defaultLocale; // a tag that is not a language tag at all
  }
}
