import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { LotteryMain } from "@/components/lottery/lottery-page";
import { ClientMessages } from "@/components/site/client-messages";
import { env } from "@/lib/env";
import { isLocale } from "@/lib/i18n/routing";
import { getLotteryPage } from "@/lib/lottery/queries";

interface LotteryPageProps {
  params: Promise<{ locale: string; lotteryId: string }>;
}

export const revalidate = 2;
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: LotteryPageProps): Promise<Metadata> {
  const { locale, lotteryId } = await params;
  const page = await getLotteryPage(lotteryId);
  if (!page || !isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "lottery.page" });
  const title = t("title", { prize: page.lottery.prize });
  return { title, description: t("description", { host: page.room.hostName }) };
}

/** `/lotteries/:lotteryId`: the promise, the winners, and the means to recheck the draw; the same page for everybody. */
export default async function LotteryRoute({ params }: LotteryPageProps) {
  const { locale, lotteryId } = await params;
  setRequestLocale(locale);
  const page = await getLotteryPage(lotteryId);
  if (!page) notFound();
  const address = new URL(`/${locale}/lotteries/${lotteryId}`, env().AUTH_URL).href;
  return (
    <ClientMessages areas={["lottery"]}>
      <LotteryMain {...page} address={address} />
    </ClientMessages>
  );
}
