import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { UsersMain } from "@/components/admin/users-main";
import { ClientMessages } from "@/components/site/client-messages";
import { listDeskUsers } from "@/lib/moderation/desk-users";
import { deskUserQuery } from "@/lib/users/schema";
import { requireReader } from "@/lib/users/session";

interface UsersPageProps {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The page depends on who asks. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: Pick<UsersPageProps, "params">): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "admin" });
  return { title: t("users.title"), robots: { index: false } };
}

/** `/admin/users`: the accounts and their roles, found by name or address. */
export default async function UsersPage({ params, searchParams }: UsersPageProps) {
  const { locale } = await params;
  setRequestLocale(locale);
  const reader = await requireReader("users.search");
  const query = deskUserQuery.parse(await searchParams);
  return (
    <ClientMessages areas={["admin", "moderation", "room"]}>
      <UsersMain {...(await listDeskUsers(query))} search={query.q} reader={reader} />
    </ClientMessages>
  );
}
