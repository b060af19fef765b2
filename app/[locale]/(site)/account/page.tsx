import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { AccountMain } from "@/components/account/account-main";
import { Profile } from "@/components/account/profile";
import { LevelCard } from "@/components/levels/level-card";
import { ClientMessages } from "@/components/site/client-messages";
import { auth } from "@/lib/auth";
import { getLevel } from "@/lib/levels/queries";
import { getSessionUser } from "@/lib/users/session";

interface AccountPageProps {
  params: Promise<{ locale: string }>;
}

/** The page depends on who asks. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: AccountPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "account" });
  return { title: t("profile.title"), robots: { index: false } };
}

/** `/account`: the reader's own data; sends visitors to sign in. */
export default async function AccountPage({ params }: AccountPageProps) {
  const { locale } = await params;
  setRequestLocale(locale);
  const [user, session] = await Promise.all([getSessionUser(), auth()]);
  if (!user || !session) redirect(`/${locale}/signin?next=${encodeURIComponent(`/${locale}/account`)}`);
  const [t, level] = await Promise.all([getTranslations("account"), getLevel(user.id)]);
  return (
    <AccountMain light="lit" title={t("profile.title")}>
      <Profile name={user.name} email={session.user.email} role={user.role}>
        <ClientMessages areas={["levels", "room"]}>
          <LevelCard level={level} />
        </ClientMessages>
      </Profile>
    </AccountMain>
  );
}
