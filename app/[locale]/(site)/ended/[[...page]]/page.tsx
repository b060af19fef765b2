import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { DirectoryList } from "@/components/directory/directory-list";
import { pageNumber } from "@/components/directory/page-number";
import { getDirectoryPage, getStatusCounts } from "@/lib/rooms/queries";

interface EndedPageProps {
  params: Promise<{ locale: string; page?: string[] }>;
}

export const revalidate = 2;
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: EndedPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "directory" });
  return { title: t("title.ended") };
}

/** `/ended`: rooms that are over. */
export default async function EndedPage({ params }: EndedPageProps) {
  const { locale, page: segments } = await params;
  setRequestLocale(locale);
  const page = pageNumber(segments);
  if (page === null) notFound();
  const [list, counts] = await Promise.all([getDirectoryPage("ended", null, page), getStatusCounts()]);
  if (page > 1 && list.cards.length === 0) notFound();
  return <DirectoryList view="ended" base="/ended" list={list} counts={counts} />;
}
