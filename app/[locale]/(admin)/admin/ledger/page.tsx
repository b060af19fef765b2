import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { LedgerMain } from "@/components/admin/ledger-main";
import { newId } from "@/lib/ids";
import { requireReader } from "@/lib/users/session";
import { getLedgerReport, listLedger } from "@/lib/wallet/queries";

interface LedgerPageProps {
  params: Promise<{ locale: string }>;
}

/** The page depends on who asks. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: LedgerPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "admin" });
  return { title: t("ledger.title"), robots: { index: false } };
}

/** `/admin/ledger`: the books, whether they are right, and the ways to give coins and to take a movement back. */
export default async function LedgerPage({ params }: LedgerPageProps) {
  const { locale } = await params;
  setRequestLocale(locale);
  await requireReader("ledger.read");
  const [report, lines] = await Promise.all([getLedgerReport(), listLedger()]);
  return <LedgerMain report={report} lines={lines} requestId={newId()} />;
}
