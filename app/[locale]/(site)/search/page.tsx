import type { Metadata } from "next";
import { headers } from "next/headers";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { type SearchFault, SearchMain } from "@/components/search/search-main";
import { AppError } from "@/lib/errors";
import { searchQuery } from "@/lib/search/schema";
import { searchFor } from "@/lib/search/search";

interface SearchPageProps {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The page depends on what is asked; nothing of it is kept. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: SearchPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "directory.search" });
  return { title: t("title"), robots: { index: false } };
}

async function search(q: unknown) {
  const asked = searchQuery.safeParse({ q });
  if (!asked.success) {
    const isTooLong = typeof q === "string" && asked.error.issues.some(({ code }) => code === "too_big");
    const fault: SearchFault = isTooLong ? "tooLong" : "unreadable";
    return { words: isTooLong ? q : "", fault };
  }
  const words = asked.data.q;
  try {
    return { words, results: await searchFor(words, { headers: await headers() }) };
  } catch (error) {
    if (error instanceof AppError && error.code === "rate_limited") return { words, fault: "limited" as SearchFault };
    throw error;
  }
}

/** `/search?q=`: rooms and hosts by what they are called. */
export default async function SearchPage({ params, searchParams }: SearchPageProps) {
  const { locale } = await params;
  setRequestLocale(locale);
  return <SearchMain locale={locale} {...(await search((await searchParams).q))} />;
}
