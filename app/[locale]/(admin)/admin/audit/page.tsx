import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { AuditMain } from "@/components/admin/audit-main";
import { auditActions } from "@/lib/moderation/acts";
import { listAudit } from "@/lib/moderation/audit-queries";
import { auditQuery } from "@/lib/moderation/schema";
import { requireReader } from "@/lib/users/session";

interface AuditPageProps {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The page depends on who asks. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: AuditPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "audit" });
  return { title: t("title"), robots: { index: false } };
}

/** `/admin/audit`: who did what; moderators see what they did themselves. */
export default async function AuditLogPage({ params, searchParams }: AuditPageProps) {
  const { locale } = await params;
  setRequestLocale(locale);
  const reader = await requireReader("audit.own");
  const query = auditQuery.parse(await searchParams);
  return <AuditMain page={await listAudit(reader, query)} query={query} actions={auditActions} />;
}
