import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { DirectoryList } from "@/components/directory/directory-list";
import { pageNumber } from "@/components/directory/page-number";
import { getDirectoryPage, getStatusCounts } from "@/lib/rooms/queries";

interface UpcomingPageProps {
  params: Promise<{ locale: string; page?: string[] }>;
}

export const revalidate = 2;
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: UpcomingPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "directory" });
  return { title: t("title.upcoming") };
}

/** `/upcoming`: the timetable of rooms that are still to open. */
export default async function UpcomingPage({ params }: UpcomingPageProps) {
  const { locale, page: segments } = await params;
  setRequestLocale(locale);
  const page = pageNumber(segments);
  if (page === null) notFound();
  const [list, counts] = await Promise.all([getDirectoryPage("upcoming", null, page), getStatusCounts()]);
  if (page > 1 && list.cards.length === 0) notFound();
  return <DirectoryList view="upcoming" base="/upcoming" list={list} counts={counts} />;
}
