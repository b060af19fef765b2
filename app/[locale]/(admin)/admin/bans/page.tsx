import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { BansMain } from "@/components/admin/bans-main";
import { ClientMessages } from "@/components/site/client-messages";
import { listRestrictions } from "@/lib/restrictions/queries";
import { may, onSiteAs } from "@/lib/users/permissions";
import { requireReader } from "@/lib/users/session";

interface BansPageProps {
  params: Promise<{ locale: string }>;
}

/** The page depends on who asks. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: BansPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "moderation.bans" });
  return { title: t("title"), robots: { index: false } };
}

/** `/admin/bans`: who is muted or banned, everywhere and in all rooms. */
export default async function BansPage({ params }: BansPageProps) {
  const { locale } = await params;
  setRequestLocale(locale);
  const { id, role } = await requireReader("desk.open");
  const standing = onSiteAs(id, role);
  const initial = await listRestrictions(standing, null, { q: "" }, Date.now());
  return (
    <ClientMessages areas={["moderation", "room"]}>
      <BansMain initial={initial} canBanGuests={may(standing, "guest.ban")} />
    </ClientMessages>
  );
}
