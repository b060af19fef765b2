import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { DirectoryList } from "@/components/directory/directory-list";
import { canonicalPath, readPagePath } from "@/components/directory/page-path";
import { publicPage } from "@/lib/i18n/page-metadata";
import { getDirectoryPage } from "@/lib/rooms/directory";
import { type RoomCategory, roomCategory } from "@/lib/rooms/schema";

interface LivePageProps {
  params: Promise<{ locale: string; category: string; page?: string[] }>;
}

export const revalidate = 2;
export const generateStaticParams = () => [];

/** What the path asks for: all rooms by popularity, the newest, or one category; null for any other word. */
function readCategory(word: string): { view: "live" | "new"; category: RoomCategory | null } | null {
  if (word === "all") return { view: "live", category: null };
  if (word === "new") return { view: "new", category: null };
  const category = roomCategory.safeParse(word);
  return category.success ? { view: "live", category: category.data } : null;
}

export async function generateMetadata({ params }: LivePageProps): Promise<Metadata> {
  const { locale, category: word, page } = await params;
  const t = await getTranslations({ locale });
  const wanted = readCategory(word);
  if (!wanted) return {};
  const { view, category } = wanted;
  const title = category
    ? t("directory.title.category", { category: t(`common.category.${category}`) })
    : t(`directory.title.${view}`);
  return publicPage({ locale, path: canonicalPath(`/live/${word}`, page), title });
}

/** `/live/all`, `/live/new`, `/live/<category>`: rooms that are live. */
export default async function LivePage({ params }: LivePageProps) {
  const { locale, category: word, page: segments } = await params;
  setRequestLocale(locale);
  const wanted = readCategory(word);
  const path = readPagePath(segments);
  if (!wanted || !path) notFound();
  const { view, category } = wanted;
  const scope = { list: view === "new" ? "new" : "popular", category } as const;
  const found = await getDirectoryPage(scope, path.page, path.cursor);
  if (!found || (path.page > 1 && found.list.cards.length === 0)) notFound();
  return <DirectoryList view={view} category={category} base={`/live/${word}`} list={found.list} counts={found.counts} />;
}
