import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { ReviewsMain } from "@/components/reviews/reviews-main";
import { listCases } from "@/lib/reviews/queries";
import { requireReader } from "@/lib/users/session";

interface ReviewsPageProps {
  params: Promise<{ locale: string }>;
}

/** The page depends on who asks. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: ReviewsPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "reviews" });
  return { title: t("title"), robots: { index: false } };
}

/** `/admin/reviews`: what was held and reported in all rooms. */
export default async function ReviewsPage({ params }: ReviewsPageProps) {
  const { locale } = await params;
  setRequestLocale(locale);
  const user = await requireReader("reviews.read");
  const first = await listCases(user, { tab: "open", room: null, after: null });
  return <ReviewsMain first={first} roomId={null} readerId={user.id} />;
}
