import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { OutboxMain } from "@/components/admin/outbox-main";
import { getOutboxReport } from "@/lib/moderation/queries";
import { requireReader } from "@/lib/users/session";

interface OutboxPageProps {
  params: Promise<{ locale: string }>;
}

/** The page depends on who asks. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: OutboxPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "admin" });
  return { title: t("outbox.heading"), robots: { index: false } };
}

/** `/admin/outbox`: how the talk with Tencent goes. */
export default async function OutboxPage({ params }: OutboxPageProps) {
  const { locale } = await params;
  setRequestLocale(locale);
  await requireReader("outbox.hurry");
  return <OutboxMain {...(await getOutboxReport(Date.now()))} />;
}
