import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { DirectoryList } from "@/components/directory/directory-list";
import { pageNumber } from "@/components/directory/page-number";
import { getDirectoryPage, getStatusCounts } from "@/lib/rooms/queries";

/** The lists that have a path of their own and no categories. */
type ListName = "upcoming" | "paused" | "replays" | "ended";

export interface ListPageProps {
  params: Promise<{ locale: string; page?: string[] }>;
}

/** The title of a list's page. */
export async function listMetadata(name: ListName, { params }: ListPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "directory" });
  return { title: t(`title.${name}`) };
}

/** One page of a list; a page number that is none, or beyond the last, is a 404. */
export async function renderListPage(name: ListName, { params }: ListPageProps) {
  const { locale, page: segments } = await params;
  setRequestLocale(locale);
  const page = pageNumber(segments);
  if (page === null) notFound();
  const [list, counts] = await Promise.all([getDirectoryPage(name, null, page), getStatusCounts()]);
  if (page > 1 && list.cards.length === 0) notFound();
  return <DirectoryList view={name} base={`/${name}`} list={list} counts={counts} />;
}
