import type { Metadata, Viewport } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { ReminderWatch } from "@/components/reminders/reminder-watch";
import { ClientMessages } from "@/components/site/client-messages";
import { SessionProvider } from "@/components/site/session-provider";
import { SiteFooter } from "@/components/site/site-footer";
import { SiteHeader } from "@/components/site/site-header";
import { SkipLink } from "@/components/site/skip-link";
import { TabBar } from "@/components/site/tab-bar";
import { env } from "@/lib/env";
import { htmlLang, isLocale } from "@/lib/i18n/routing";
import "../tokens.css";
import "../base.css";

interface LocaleLayoutProps {
  children: ReactNode;
  params: Promise<{ locale: string }>;
}

/** Nothing is rendered at build time: pages need Redis, and the build must not. */
export const generateStaticParams = () => [];
export const dynamicParams = true;

export const viewport: Viewport = {
  viewportFit: "cover",
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#dee6f4" },
    { media: "(prefers-color-scheme: dark)", color: "#1a2236" },
  ],
};

export async function generateMetadata({ params }: LocaleLayoutProps): Promise<Metadata> {
  const { locale } = await params;
  if (!isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "common" });
  return {
    metadataBase: new URL(env().AUTH_URL),
    title: { default: t("brand"), template: `%s | Hiroba` },
    description: t("footer"),
    applicationName: "Hiroba",
    formatDetection: { telephone: false },
  };
}

/** The frame around every page of one language. */
export default async function LocaleLayout({ children, params }: LocaleLayoutProps) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  setRequestLocale(locale);
  return (
    <html lang={htmlLang[locale]} suppressHydrationWarning>
      <head>
        {/* Blocking on purpose: it must run before the first paint, or the chosen theme flashes. */}
        <script src="/theme.js" />
      </head>
      <body>
        <SessionProvider>
          <ClientMessages>
            <SkipLink />
            <SiteHeader />
            {children}
            <SiteFooter />
            <TabBar />
            <ReminderWatch />
          </ClientMessages>
        </SessionProvider>
      </body>
    </html>
  );
}
