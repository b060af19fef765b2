import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { AccountMain } from "@/components/account/account-main";
import { ClientMessages } from "@/components/site/client-messages";
import { Purse } from "@/components/wallet/purse";
import { getSessionUser } from "@/lib/users/session";
import { getWallet, listStatement } from "@/lib/wallet/queries";

interface WalletPageProps {
  params: Promise<{ locale: string }>;
}

/** The page depends on who asks. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: WalletPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "wallet" });
  return { title: t("title"), robots: { index: false } };
}

/** `/wallet`: the reader's coins, how to get more, and where they went; sends visitors to sign in. */
export default async function WalletPage({ params }: WalletPageProps) {
  const { locale } = await params;
  setRequestLocale(locale);
  const user = await getSessionUser();
  if (!user) redirect(`/${locale}/signin?next=${encodeURIComponent(`/${locale}/wallet`)}`);
  const [t, wallet, lines] = await Promise.all([getTranslations("wallet"), getWallet(user, Date.now()), listStatement(user)]);
  return (
    <AccountMain light="lit" title={t("title")}>
      <ClientMessages areas={["wallet"]}>
        <Purse wallet={wallet} lines={lines} />
      </ClientMessages>
    </AccountMain>
  );
}
