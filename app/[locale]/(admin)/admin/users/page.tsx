import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { UsersMain } from "@/components/admin/users-main";
import { ClientMessages } from "@/components/site/client-messages";
import { listDeskUsers } from "@/lib/moderation/queries";
import { onSiteAs } from "@/lib/users/permissions";
import { requireReader } from "@/lib/users/session";

interface UsersPageProps {
  params: Promise<{ locale: string }>;
}

/** The page depends on who asks. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: UsersPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "admin" });
  return { title: t("users.title"), robots: { index: false } };
}

/** `/admin/users`: the accounts and their roles. */
export default async function UsersPage({ params }: UsersPageProps) {
  const { locale } = await params;
  setRequestLocale(locale);
  const user = await requireReader("users.search");
  return (
    <ClientMessages areas={["admin", "moderation", "room"]}>
      <UsersMain users={await listDeskUsers()} reader={onSiteAs(user.id, user.role)} />
    </ClientMessages>
  );
}
