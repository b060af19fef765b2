import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { DeskRoom } from "@/components/admin/desk-room";
import { ClientMessages } from "@/components/site/client-messages";
import { getDeskRoom } from "@/lib/desk/room";
import { getChatEndpoint } from "@/lib/im/endpoint";
import { GUEST } from "@/lib/users/permissions";
import { requireReader } from "@/lib/users/session";
import { standingsIn } from "@/lib/users/standing";

interface DeskRoomPageProps {
  params: Promise<{ locale: string; roomId: string }>;
}

/** The page depends on who asks. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: DeskRoomPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "admin" });
  return { title: t("title"), robots: { index: false } };
}

/** `/admin/rooms/:roomId`: one room as those who look after it see it. */
export default async function DeskRoomPage({ params }: DeskRoomPageProps) {
  const { locale, roomId } = await params;
  setRequestLocale(locale);
  const user = await requireReader("desk.open");
  const [room, [standing = GUEST]] = await Promise.all([getDeskRoom(roomId, Date.now()), standingsIn([user.id], roomId)]);
  if (!room) notFound();
  return (
    <ClientMessages areas={["admin", "desk", "health", "room", "gifts", "lottery", "studio", "moderation"]}>
      <DeskRoom key={roomId} view={room.view} first={room.state} endpoint={await getChatEndpoint()} standing={standing} />
    </ClientMessages>
  );
}
