import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { ReviewsMain } from "@/components/reviews/reviews-main";
import { StandingWatch } from "@/components/standing/standing-watch";
import { AppError } from "@/lib/errors";
import { listCases } from "@/lib/reviews/queries";
import { roomParams } from "@/lib/rooms/schema";
import { GUEST } from "@/lib/users/permissions";
import { getSessionUser } from "@/lib/users/session";
import { standingsIn } from "@/lib/users/standing";

interface RoomReviewsPageProps {
  params: Promise<{ locale: string; roomId: string }>;
}

/** The page depends on who asks. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: RoomReviewsPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "reviews" });
  return { title: t("roomTitle"), robots: { index: false } };
}

/** `/studio/rooms/:roomId/reviews`: the cases of one room, for those who keep order in it. */
export default async function RoomReviewsPage({ params }: RoomReviewsPageProps) {
  const { locale, roomId } = await params;
  setRequestLocale(locale);
  const user = await getSessionUser();
  if (!user) redirect(`/${locale}/signin?next=${encodeURIComponent(`/${locale}/studio/rooms/${roomId}/reviews`)}`);
  if (!roomParams.safeParse({ roomId }).success) notFound();
  const first = await listCases(user, { tab: "open", room: roomId, after: null }).catch((error: unknown) => {
    if (error instanceof AppError) notFound();
    throw error;
  });
  const [standing = GUEST] = await standingsIn([user.id], roomId);
  return (
    <>
      <StandingWatch known={standing} roomId={roomId} />
      <ReviewsMain first={first} roomId={roomId} readerId={user.id} />
    </>
  );
}
