"use client";

import { useLocale, useTranslations } from "next-intl";
import type { MouseEvent } from "react";
import { usePathname } from "@/lib/i18n/navigation";
import { htmlLang, type Locale, routing } from "@/lib/i18n/routing";
import styles from "./language-switch.module.css";

const names: Record<Locale, string> = { ja: "日本語", en: "EN", zh: "中文" };
const YEAR_SECONDS = 31_536_000;

/** Plain links to the same page in the other languages; a click is remembered for paths without a language. */
export function LanguageSwitch() {
  const t = useTranslations("common");
  const current = useLocale();
  const pathname = usePathname();

  function remember(locale: Locale, event: MouseEvent<HTMLAnchorElement>) {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we serve.
    document.cookie = `NEXT_LOCALE=${locale}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
    event.currentTarget.search = window.location.search;
  }

  return (
    <nav className={styles.languages} aria-label={t("language")}>
      {routing.locales.map((locale) => (
        <a
          key={locale}
          href={`/${locale}${pathname === "/" ? "" : pathname}`}
          lang={htmlLang[locale]}
          hrefLang={htmlLang[locale]}
          aria-current={locale === current ? "true" : undefined}
          onClick={(event) => remember(locale, event)}
        >
          {names[locale]}
        </a>
      ))}
    </nav>
  );
}
