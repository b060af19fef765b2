import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { DirectoryList } from "@/components/directory/directory-list";
import { canonicalPath, readPagePath } from "@/components/directory/page-path";
import { publicPage } from "@/lib/i18n/page-metadata";
import { getDirectoryPage } from "@/lib/rooms/directory";

/** The lists that have a path of their own and no categories. */
type ListName = "upcoming" | "paused" | "replays" | "ended";

export interface ListPageProps {
  params: Promise<{ locale: string; page?: string[] }>;
}

/** The title of a list's page. */
export async function listMetadata(name: ListName, { params }: ListPageProps): Promise<Metadata> {
  const { locale, page } = await params;
  const t = await getTranslations({ locale, namespace: "directory" });
  return publicPage({ locale, path: canonicalPath(`/${name}`, page), title: t(`title.${name}`) });
}

/** One page of a list; a page number that is none, or beyond the last, or a cursor that is not ours, is a 404. */
export async function renderListPage(name: ListName, { params }: ListPageProps) {
  const { locale, page: segments } = await params;
  setRequestLocale(locale);
  const path = readPagePath(segments);
  if (!path) notFound();
  const found = await getDirectoryPage({ list: name, category: null }, path.page, path.cursor);
  if (!found || (path.page > 1 && found.list.cards.length === 0)) notFound();
  return <DirectoryList view={name} base={`/${name}`} list={found.list} counts={found.counts} />;
}
