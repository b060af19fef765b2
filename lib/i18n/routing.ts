import { defineRouting } from "next-intl/routing";

/** The languages a public path can begin with. `ja` is also what a visitor without a known preference gets. */
export const routing = defineRouting({ locales: ["ja", "en", "zh"], defaultLocale: "ja", localePrefix: "always" });

export type Locale = (typeof routing.locales)[number];

/** The `lang` attribute for interface text in a locale. */
export const htmlLang: Record<Locale, string> = { ja: "ja", en: "en", zh: "zh-Hans" };

/** True for one of our locales; anything else from a path is a 404. */
export function isLocale(value: string): value is Locale {
  return (routing.locales as readonly string[]).includes(value);
}
