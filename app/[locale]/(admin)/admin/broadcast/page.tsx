import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { BroadcastMain } from "@/components/admin/broadcast-main";
import { listBroadcasts } from "@/lib/broadcasts/queries";
import { newId } from "@/lib/ids";
import { requireReader } from "@/lib/users/session";

interface BroadcastPageProps {
  params: Promise<{ locale: string }>;
}

/** The page depends on who asks. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: BroadcastPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "desk" });
  return { title: t("broadcast.title"), robots: { index: false } };
}

/** `/admin/broadcast`: notices to all live rooms. */
export default async function BroadcastPage({ params }: BroadcastPageProps) {
  const { locale } = await params;
  setRequestLocale(locale);
  await requireReader("broadcast.send");
  return <BroadcastMain first={{ broadcasts: await listBroadcasts() }} requestId={newId()} />;
}
