import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { ClientMessages } from "@/components/site/client-messages";
import { Desk } from "@/components/studio/desk";
import { getChatEndpoint } from "@/lib/im/endpoint";
import { getStudioRoom } from "@/lib/rooms/studio-queries";
import { getSessionUser } from "@/lib/users/session";

interface DeskPageProps {
  params: Promise<{ locale: string; roomId: string }>;
}

/** The page depends on who asks. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: DeskPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "studio" });
  return { title: t("home.title"), robots: { index: false } };
}

/** `/studio/rooms/:roomId`: the desk of one of the host's own rooms. */
export default async function DeskPage({ params }: DeskPageProps) {
  const { locale, roomId } = await params;
  setRequestLocale(locale);
  const user = await getSessionUser();
  if (!user) redirect(`/${locale}/signin?next=${encodeURIComponent(`/${locale}/studio/rooms/${roomId}`)}`);
  const room = await getStudioRoom(user, roomId);
  if (!room) notFound();
  return (
    <ClientMessages areas={["studio", "room", "gifts", "lottery", "moderation", "health", "reports"]}>
      <Desk room={room} endpoint={await getChatEndpoint()} />
    </ClientMessages>
  );
}
