import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { AccountMain } from "@/components/account/account-main";
import { ProviderButtons } from "@/components/account/provider-buttons";
import { safeNext } from "@/components/account/safe-next";
import { SignInForm } from "@/components/account/sign-in-form";
import { enabledProviders } from "@/lib/auth";
import { Link } from "@/lib/i18n/navigation";

interface SignInPageProps {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ next?: string | string[]; error?: string | string[] }>;
}

/** The page depends on its query. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: SignInPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "account" });
  return { title: t("signIn.title"), robots: { index: false } };
}

/** `/signin`: the way in for people who have an account. */
export default async function SignInPage({ params, searchParams }: SignInPageProps) {
  const [{ locale }, { next, error }] = await Promise.all([params, searchParams]);
  setRequestLocale(locale);
  const t = await getTranslations("account");
  const goal = safeNext(next, `/${locale}`);
  const other = next ? { pathname: "/signup", query: { next: goal } } : "/signup";
  return (
    <AccountMain
      light="third"
      title={t("signIn.title")}
      lead={t("signIn.lead")}
      below={
        <>
          {t("signIn.other")} <Link href={other}>{t("signIn.otherLink")}</Link>
        </>
      }
    >
      {error && <p role="alert">{t("provider.failed")}</p>}
      <SignInForm next={goal} />
      <ProviderButtons providers={enabledProviders()} next={goal} />
    </AccountMain>
  );
}
