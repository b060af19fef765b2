"use client";

import { Flag } from "lucide-react";
import { useSession } from "next-auth/react";
import { useTranslations } from "next-intl";
import { askReport } from "@/components/reports/report-news";
import { Button } from "@/components/ui/button";
import type { RoomView } from "@/lib/rooms/schema";

/** Reports the room, for signed-in people who are not its host. */
export function RoomReport({ room }: { room: RoomView }) {
  const t = useTranslations("room.stage");
  const { data } = useSession();
  if (!data?.user?.id || data.user.id === room.hostId) return null;
  return (
    <Button
      tone="quiet"
      size="small"
      icon={<Flag aria-hidden="true" />}
      onClick={() => askReport({ kind: "room", name: room.snapshot.title })}
    >
      {t("report")}
    </Button>
  );
}
