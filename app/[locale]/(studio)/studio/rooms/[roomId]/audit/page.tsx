import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { AuditMain } from "@/components/admin/audit-main";
import { StandingWatch } from "@/components/standing/standing-watch";
import { AppError } from "@/lib/errors";
import { auditActions } from "@/lib/moderation/acts";
import { listRoomAudit } from "@/lib/moderation/audit-queries";
import { auditQuery } from "@/lib/moderation/schema";
import { roomParams } from "@/lib/rooms/schema";
import { GUEST } from "@/lib/users/permissions";
import { getSessionUser } from "@/lib/users/session";
import { standingsIn } from "@/lib/users/standing";

interface RoomAuditPageProps {
  params: Promise<{ locale: string; roomId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The page depends on who asks. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: RoomAuditPageProps): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "audit" });
  return { title: t("roomTitle"), robots: { index: false } };
}

/** `/studio/rooms/:roomId/audit`: what was done in one room, for those who keep order in it. */
export default async function RoomAuditPage({ params, searchParams }: RoomAuditPageProps) {
  const { locale, roomId } = await params;
  setRequestLocale(locale);
  const user = await getSessionUser();
  if (!user) redirect(`/${locale}/signin?next=${encodeURIComponent(`/${locale}/studio/rooms/${roomId}/audit`)}`);
  if (!roomParams.safeParse({ roomId }).success) notFound();
  const query = auditQuery.parse(await searchParams);
  const page = await listRoomAudit(user, roomId, query).catch((error: unknown) => {
    if (error instanceof AppError) notFound();
    throw error;
  });
  const [standing = GUEST] = await standingsIn([user.id], roomId);
  return (
    <>
      <StandingWatch known={standing} roomId={roomId} />
      <AuditMain page={page} query={query} actions={auditActions} roomId={roomId} />
    </>
  );
}
