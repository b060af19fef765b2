import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { AccountMain } from "@/components/account/account-main";
import { ProviderButtons } from "@/components/account/provider-buttons";
import { safeNext } from "@/components/account/safe-next";
import { SignUpForm } from "@/components/account/sign-up-form";
import { enabledProviders } from "@/lib/auth";
import { Link } from "@/lib/i18n/navigation";

interface SignUpPageProps {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ next?: string | string[] }>;
}

/** The page depends on its query. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: SignUpPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "account" });
  return { title: t("signUp.title"), robots: { index: false } };
}

/** `/signup`: a new account. */
export default async function SignUpPage({ params, searchParams }: SignUpPageProps) {
  const [{ locale }, { next }] = await Promise.all([params, searchParams]);
  setRequestLocale(locale);
  const t = await getTranslations("account");
  const goal = safeNext(next, `/${locale}`);
  const other = next ? { pathname: "/signin", query: { next: goal } } : "/signin";
  return (
    <AccountMain
      light="third"
      title={t("signUp.title")}
      lead={t("signUp.lead")}
      below={
        <>
          {t("signUp.other")} <Link href={other}>{t("signUp.otherLink")}</Link>
        </>
      }
    >
      <SignUpForm next={goal} />
      <ProviderButtons providers={enabledProviders()} next={goal} />
    </AccountMain>
  );
}
