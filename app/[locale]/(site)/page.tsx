import type { Metadata } from "next";
import { setRequestLocale } from "next-intl/server";
import { FrontSquare } from "@/components/directory/front-square";
import { publicPage } from "@/lib/i18n/page-metadata";
import { getFrontPage } from "@/lib/rooms/directory";

export const revalidate = 2;

interface SquarePageProps {
  params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: SquarePageProps): Promise<Metadata> {
  return publicPage({ locale: (await params).locale, path: "" });
}

/** `/`: the square. */
export default async function SquarePage({ params }: SquarePageProps) {
  const { locale } = await params;
  setRequestLocale(locale);
  return <FrontSquare front={await getFrontPage()} />;
}
