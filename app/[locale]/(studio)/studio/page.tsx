import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { StudioHome } from "@/components/studio/studio-home";
import { newId } from "@/lib/ids";
import { listOwnRooms } from "@/lib/rooms/studio-queries";
import { getSessionUser } from "@/lib/users/session";

interface StudioPageProps {
  params: Promise<{ locale: string }>;
}

/** The page depends on who asks. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: StudioPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "studio" });
  return { title: t("home.title"), robots: { index: false } };
}

/** `/studio`: the host's rooms; sends visitors to sign in. */
export default async function StudioPage({ params }: StudioPageProps) {
  const { locale } = await params;
  setRequestLocale(locale);
  const user = await getSessionUser();
  if (!user) redirect(`/${locale}/signin?next=${encodeURIComponent(`/${locale}/studio`)}`);
  return <StudioHome rooms={await listOwnRooms(user)} requestId={newId()} />;
}
