import { getRequestConfig } from "next-intl/server";
import { isLocale, routing } from "./routing";

/** The message files of a language, one per part of the product; the file's name is the namespace. */
export const messageAreas = [
  "errors",
  "common",
  "directory",
  "room",
  "gifts",
  "wallet",
  "follows",
  "studio",
  "admin",
  "desk",
  "health",
  "account",
  "lottery",
  "memberships",
  "levels",
  "words",
  "moderation",
  "reviews",
  "reports",
  "audit",
] as const;

/** All messages of a locale, by area. */
export async function loadMessages(locale: string): Promise<Record<string, Record<string, unknown>>> {
  const files = await Promise.all(messageAreas.map((area) => import(`../../messages/${locale}/${area}.json`)));
  return Object.fromEntries(messageAreas.map((area, index) => [area, files[index].default]));
}

/** Loads the messages of the language in the path. Times are shown in the visitor's own zone by client components. */
export default getRequestConfig(async ({ requestLocale }) => {
  const requested = await requestLocale;
  const locale = requested && isLocale(requested) ? requested : routing.defaultLocale;
  return { locale, messages: await loadMessages(locale), timeZone: "UTC" };
});
