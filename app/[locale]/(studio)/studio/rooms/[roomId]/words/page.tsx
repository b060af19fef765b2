import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { StandingWatch } from "@/components/standing/standing-watch";
import { RoomWordsMain } from "@/components/studio/room-words-main";
import { AppError } from "@/lib/errors";
import { GUEST } from "@/lib/users/permissions";
import { getSessionUser } from "@/lib/users/session";
import { standingsIn } from "@/lib/users/standing";
import { getWordDesk } from "@/lib/words/queries";
import { wordScope } from "@/lib/words/schema";

interface RoomWordsPageProps {
  params: Promise<{ locale: string; roomId: string }>;
  searchParams: Promise<{ q?: string | string[] }>;
}

/** The page depends on who asks. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: RoomWordsPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "words" });
  return { title: t("room.title"), robots: { index: false } };
}

/** `/studio/rooms/:roomId/words`: the list of words of one room; nobody learns that others' rooms have one. */
export default async function RoomWordsPage({ params, searchParams }: RoomWordsPageProps) {
  const { locale, roomId } = await params;
  setRequestLocale(locale);
  const user = await getSessionUser();
  if (!user) redirect(`/${locale}/signin?next=${encodeURIComponent(`/${locale}/studio/rooms/${roomId}/words`)}`);
  if (!wordScope.safeParse(roomId).success) notFound();
  const search = String((await searchParams).q ?? "").slice(0, 100);
  const desk = await getWordDesk(user, roomId, search).catch((error: unknown) => {
    if (error instanceof AppError) notFound();
    throw error;
  });
  const [standing = GUEST] = await standingsIn([user.id], roomId);
  return (
    <>
      <StandingWatch known={standing} roomId={roomId} />
      <RoomWordsMain desk={desk} search={search} />
    </>
  );
}
