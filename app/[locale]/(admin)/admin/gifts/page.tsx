import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { GiftsMain } from "@/components/admin/gifts-main";
import { listDeskGifts } from "@/lib/gifts/queries";
import { requireReader } from "@/lib/users/session";

interface GiftsPageProps {
  params: Promise<{ locale: string }>;
}

/** The page depends on who asks. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: GiftsPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "admin" });
  return { title: t("gifts.title"), robots: { index: false } };
}

/** `/admin/gifts`: the catalogue of gifts. */
export default async function GiftsPage({ params }: GiftsPageProps) {
  const { locale } = await params;
  setRequestLocale(locale);
  await requireReader("gifts.edit");
  return <GiftsMain gifts={await listDeskGifts()} />;
}
