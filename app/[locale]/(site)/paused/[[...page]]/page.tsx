import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { DirectoryList } from "@/components/directory/directory-list";
import { pageNumber } from "@/components/directory/page-number";
import { getDirectoryPage, getStatusCounts } from "@/lib/rooms/queries";

interface PausedPageProps {
  params: Promise<{ locale: string; page?: string[] }>;
}

export const revalidate = 2;
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: PausedPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "directory" });
  return { title: t("title.paused") };
}

/** `/paused`: rooms whose host is on a break. */
export default async function PausedPage({ params }: PausedPageProps) {
  const { locale, page: segments } = await params;
  setRequestLocale(locale);
  const page = pageNumber(segments);
  if (page === null) notFound();
  const [list, counts] = await Promise.all([getDirectoryPage("paused", null, page), getStatusCounts()]);
  if (page > 1 && list.cards.length === 0) notFound();
  return <DirectoryList view="paused" base="/paused" list={list} counts={counts} />;
}
