import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { WordsMain } from "@/components/admin/words-main";
import { requireReader } from "@/lib/users/session";
import { getWordDesk } from "@/lib/words/queries";
import { SITE_SCOPE } from "@/lib/words/schema";

interface WordsPageProps {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ q?: string | string[] }>;
}

/** The page depends on who asks. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: WordsPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "words" });
  return { title: t("site.title"), robots: { index: false } };
}

/** `/admin/words`: the list of words of all rooms. */
export default async function WordsPage({ params, searchParams }: WordsPageProps) {
  const { locale } = await params;
  setRequestLocale(locale);
  const user = await requireReader("words.site");
  const search = String((await searchParams).q ?? "").slice(0, 100);
  return <WordsMain desk={await getWordDesk(user, SITE_SCOPE, search)} search={search} />;
}
