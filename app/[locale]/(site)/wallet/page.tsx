import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { AccountMain } from "@/components/account/account-main";
import { MembershipList } from "@/components/memberships/membership-list";
import { ClientMessages } from "@/components/site/client-messages";
import { Purse } from "@/components/wallet/purse";
import { listMemberships } from "@/lib/memberships/queries";
import { getSessionUser } from "@/lib/users/session";
import { getCoinShop, getWallet, hasPurchaseArrived, listStatement } from "@/lib/wallet/queries";

interface WalletPageProps {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ paid?: string | string[] }>;
}

/** The page depends on who asks. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: Pick<WalletPageProps, "params">): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "wallet" });
  return { title: t("title"), robots: { index: false } };
}

/** `/wallet`: the reader's coins, how to get more, and where they went; sends visitors to sign in. */
export default async function WalletPage({ params, searchParams }: WalletPageProps) {
  const [{ locale }, { paid }] = await Promise.all([params, searchParams]);
  setRequestLocale(locale);
  const user = await getSessionUser();
  if (!user) redirect(`/${locale}/signin?next=${encodeURIComponent(`/${locale}/wallet`)}`);
  const nowMs = Date.now();
  const [t, wallet, lines, memberships, hasArrived] = await Promise.all([
    getTranslations("wallet"),
    getWallet(user, nowMs),
    listStatement(user),
    listMemberships(user, nowMs),
    hasPurchaseArrived(user, paid),
  ]);
  return (
    <AccountMain light="lit" title={t("title")}>
      <ClientMessages areas={["wallet", "memberships"]}>
        <Purse wallet={wallet} lines={lines} shop={getCoinShop()} hasArrived={hasArrived}>
          <MembershipList lines={memberships} />
        </Purse>
      </ClientMessages>
    </AccountMain>
  );
}
