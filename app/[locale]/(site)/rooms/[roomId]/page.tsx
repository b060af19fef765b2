import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { RoomStage } from "@/components/room/room-stage";
import { ClientMessages } from "@/components/site/client-messages";
import { publicPage } from "@/lib/i18n/page-metadata";
import { isLocale } from "@/lib/i18n/routing";
import { getChatEndpoint } from "@/lib/im/endpoint";
import { getRoomView } from "@/lib/rooms/queries";

interface RoomPageProps {
  params: Promise<{ locale: string; roomId: string }>;
}

export const revalidate = 2;
export const generateStaticParams = () => [];

export async function generateMetadata({ params }: RoomPageProps): Promise<Metadata> {
  const { locale, roomId } = await params;
  const room = await getRoomView(roomId);
  if (!room || !isLocale(locale)) return {};
  const t = await getTranslations({ locale, namespace: "room.meta" });
  const common = await getTranslations({ locale, namespace: "common" });
  const title = room.snapshot.title;
  const description =
    room.description ||
    t("description", {
      host: room.hostName,
      category: common(`category.${room.category}`),
      language: common(`roomLanguage.${room.language}`),
    });
  return publicPage({ locale, path: `/rooms/${roomId}`, title, description, cover: room.cover });
}

/** `/rooms/:roomId`: one room in all five states; the same page for everybody. */
export default async function RoomPage({ params }: RoomPageProps) {
  const { locale, roomId } = await params;
  setRequestLocale(locale);
  const room = await getRoomView(roomId);
  if (!room) notFound();
  return (
    <ClientMessages areas={["room", "gifts", "wallet", "follows", "lottery", "memberships", "moderation", "reports"]}>
      <RoomStage key={room.id} room={room} endpoint={await getChatEndpoint()} />
    </ClientMessages>
  );
}
