import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { ClientMessages } from "@/components/site/client-messages";
import { StandingWatch } from "@/components/standing/standing-watch";
import { RoomBansMain } from "@/components/studio/room-bans-main";
import { AppError } from "@/lib/errors";
import { listRestrictions } from "@/lib/restrictions/queries";
import { may } from "@/lib/users/permissions";
import { getSessionUser } from "@/lib/users/session";
import { requireAct } from "@/lib/users/standing";

interface RoomBansPageProps {
  params: Promise<{ locale: string; roomId: string }>;
}

/** The page depends on who asks. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: RoomBansPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "moderation.bans" });
  return { title: t("roomTitle"), robots: { index: false } };
}

/** `/studio/rooms/:roomId/bans`: who is muted or banned in one room, for those who keep order there; others learn nothing. */
export default async function RoomBansPage({ params }: RoomBansPageProps) {
  const { locale, roomId } = await params;
  setRequestLocale(locale);
  const user = await getSessionUser();
  if (!user) redirect(`/${locale}/signin?next=${encodeURIComponent(`/${locale}/studio/rooms/${roomId}/bans`)}`);
  const { actor } = await requireAct(user, "room.mute", { roomId }).catch((error: unknown) => {
    if (error instanceof AppError) notFound();
    throw error;
  });
  const initial = await listRestrictions(actor, roomId, { q: "" }, Date.now());
  return (
    <ClientMessages areas={["moderation", "room"]}>
      <StandingWatch known={actor} roomId={roomId} />
      <RoomBansMain roomId={roomId} initial={initial} canBanGuests={may(actor, "room.banGuests")} />
    </ClientMessages>
  );
}
