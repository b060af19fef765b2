import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { FollowedMain } from "@/components/follows/followed-main";

interface FollowedPageProps {
  params: Promise<{ locale: string }>;
}

export const revalidate = 3600;
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: FollowedPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "follows" });
  return { title: t("title"), robots: { index: false } };
}

/** `/followed`: the same page for everybody; the browser fills in the rooms of the hosts that the reader follows. */
export default async function FollowedPage({ params }: FollowedPageProps) {
  const { locale } = await params;
  setRequestLocale(locale);
  return <FollowedMain />;
}
