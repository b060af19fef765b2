import type { Metadata } from "next";
import { htmlLang, isLocale, routing } from "./routing";

/** The picture that stands for pages without one of their own. */
const SQUARE = "square";

/** What other sites are told of a public page. */
export interface PublicPage {
  locale: string;
  /** The path below the language, "" for the front page. */
  path: string;
  title?: string;
  description?: string;
  /** The cover that stands for the page (`public/covers/og`). */
  cover?: string | null;
}

/** Its own address, the same page in the other languages, and what is shown where it is linked; addresses are relative to the site's. */
export function publicPage({ locale, path, title, description, cover }: PublicPage): Metadata {
  if (!isLocale(locale)) return {};
  const others = routing.locales.map((other) => [htmlLang[other], `/${other}${path}`]);
  const images = [{ url: `/covers/og/${cover ?? SQUARE}.jpg`, width: 1200, height: 630 }];
  const words = { ...(title ? { title } : {}), ...(description ? { description } : {}) };
  return {
    ...words,
    alternates: {
      canonical: `/${locale}${path}`,
      languages: Object.fromEntries([...others, ["x-default", path || "/"]]),
      types: { "application/atom+xml": "/feed.xml" },
    },
    openGraph: {
      ...words,
      type: "website",
      siteName: "Hiroba",
      locale: htmlLang[locale].replace("-", "_"),
      url: `/${locale}${path}`,
      images,
    },
    twitter: { card: "summary_large_image" },
  };
}
