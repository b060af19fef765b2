import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { DirectoryList } from "@/components/directory/directory-list";
import { pageNumber } from "@/components/directory/page-number";
import { getDirectoryPage, getStatusCounts } from "@/lib/rooms/queries";

interface ReplaysPageProps {
  params: Promise<{ locale: string; page?: string[] }>;
}

export const revalidate = 2;
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: ReplaysPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "directory" });
  return { title: t("title.replays") };
}

/** `/replays`: ended rooms that can be watched again. */
export default async function ReplaysPage({ params }: ReplaysPageProps) {
  const { locale, page: segments } = await params;
  setRequestLocale(locale);
  const page = pageNumber(segments);
  if (page === null) notFound();
  const [list, counts] = await Promise.all([getDirectoryPage("replays", null, page), getStatusCounts()]);
  if (page > 1 && list.cards.length === 0) notFound();
  return <DirectoryList view="replays" base="/replays" list={list} counts={counts} />;
}
