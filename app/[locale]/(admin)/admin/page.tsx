import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { DeskMain } from "@/components/admin/desk-main";
import { getWall } from "@/lib/desk/wall";
import { requireReader } from "@/lib/users/session";

interface AdminPageProps {
  params: Promise<{ locale: string }>;
}

/** The page depends on who asks. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: AdminPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "common" });
  return { title: t("account.admin"), robots: { index: false } };
}

/** `/admin`: the desk of those who look after the square; nobody else learns that it exists. */
export default async function AdminPage({ params }: AdminPageProps) {
  const { locale } = await params;
  setRequestLocale(locale);
  await requireReader("desk.open");
  return <DeskMain wall={await getWall(Date.now())} />;
}
