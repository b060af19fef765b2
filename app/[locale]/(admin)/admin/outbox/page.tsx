import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { OutboxMain } from "@/components/admin/outbox-main";
import { listCallbackHealth } from "@/lib/desk/callbacks";
import { countPending, listPendingLanes } from "@/lib/desk/pending-lanes";
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

/** `/admin/outbox`: how the talk with Tencent goes, in both directions. */
export default async function OutboxPage({ params }: OutboxPageProps) {
  const { locale } = await params;
  setRequestLocale(locale);
  await requireReader("outbox.hurry");
  const nowMs = Date.now();
  const [pending, lanes, callbacks] = await Promise.all([countPending(), listPendingLanes(nowMs), listCallbackHealth(nowMs)]);
  return <OutboxMain pending={pending} lanes={lanes} callbacks={callbacks} />;
}
