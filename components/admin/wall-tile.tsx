"use client";

import { Power } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useActionState, useEffect } from "react";
import { endRoomAsAdminAction } from "@/app/[locale]/(admin)/admin/actions";
import { CategoryIcon } from "@/components/directory/category-icon";
import { Button } from "@/components/ui/button";
import { ConfirmPopover } from "@/components/ui/confirm-popover";
import { fullCount } from "@/components/ui/count";
import { Cover } from "@/components/ui/cover";
import { FormAlert } from "@/components/ui/form-alert";
import { LocalTime } from "@/components/ui/local-time";
import { StatusPlate } from "@/components/ui/status-plate";
import { Link } from "@/lib/i18n/navigation";
import type { RoomCard } from "@/lib/rooms/schema";
import styles from "./wall-tile.module.css";

/** A running room on the wall, with its numbers and the way to end it. */
export function WallTile({ room }: { room: RoomCard }) {
  const t = useTranslations("admin");
  const locale = useLocale();
  const router = useRouter();
  const [result, action, pending] = useActionState(endRoomAsAdminAction, null);

  useEffect(() => {
    if (result?.status === "done") router.refresh();
  }, [result, router]);

  return (
    <li className={styles.tile}>
      <div className={styles.picture}>
        {room.cover ? <Cover name={room.cover} /> : <CategoryIcon category={room.category} />}
        <StatusPlate status={room.status} className={styles.plate} />
      </div>
      <div className={styles.body}>
        <h3 lang={room.language}>
          <Link href={`/rooms/${room.id}`} prefetch={false}>
            {room.title}
          </Link>
        </h3>
        <p className={styles.host} lang={room.language}>
          {room.hostName}
        </p>
        <dl className={styles.numbers}>
          <div>
            <dt>{t("wall.online")}</dt>
            <dd>{fullCount(room.onlineCount, locale)}</dd>
          </div>
          <div>
            <dt>{t("wall.started")}</dt>
            <dd>{room.startedAtMs !== null && <LocalTime atMs={room.startedAtMs} />}</dd>
          </div>
        </dl>
        <form action={action} className={styles.end} aria-busy={pending}>
          <input type="hidden" name="roomId" value={room.id} />
          <ConfirmPopover
            label={t("wall.end")}
            size="small"
            tone="beni"
            icon={<Power aria-hidden="true" />}
            question={t("wall.endQuestion")}
            consequence={t("wall.endConsequence", { room: room.title, host: room.hostName })}
          >
            <Button type="submit" tone="beni" icon={<Power aria-hidden="true" />}>
              {t("wall.end")}
            </Button>
          </ConfirmPopover>
          <FormAlert state={result} />
        </form>
      </div>
    </li>
  );
}
