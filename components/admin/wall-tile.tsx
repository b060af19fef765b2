"use client";

import { Flag, ShieldCheck } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { CategoryIcon } from "@/components/directory/category-icon";
import { fullCount } from "@/components/ui/count";
import { Cover } from "@/components/ui/cover";
import { StatusPlate } from "@/components/ui/status-plate";
import type { WallRoom } from "@/lib/desk/schema";
import { Link } from "@/lib/i18n/navigation";
import { TileVideo } from "./tile-video";
import styles from "./wall-tile.module.css";

/** From so many percent on, what gets lost is a trouble of the room's. */
const MANY_DROPPED = 5;

/** A running room on the wall: its picture, its numbers, and what wants an eye. The whole tile leads into it. */
export function WallTile({ room }: { room: WallRoom }) {
  const t = useTranslations("desk.wall");
  const locale = useLocale();
  const { id, openCases, dropPercent } = room;
  const numbers = [
    { key: "online", value: fullCount(room.onlineCount, locale) },
    { key: "messages", value: fullCount(room.messagesPerMinute, locale) },
    { key: "dropped", value: t("percent", { percent: dropPercent }), isHot: dropPercent >= MANY_DROPPED },
  ];
  return (
    <li className={styles.tile} data-room={id} data-hot={openCases > 0 || dropPercent >= MANY_DROPPED}>
      <div className={styles.picture}>
        {room.cover ? <Cover name={room.cover} /> : <CategoryIcon category={room.category} />}
        {room.pullUrl && <TileVideo roomId={id} pullUrl={room.pullUrl} />}
        <StatusPlate status={room.status} className={styles.plate} />
        {room.isShielded && (
          <span className={styles.shield}>
            <ShieldCheck aria-hidden="true" />
            {t("shielded")}
          </span>
        )}
      </div>
      <div className={styles.body}>
        <h3 lang={room.language}>
          <Link href={`/admin/rooms/${id}`} prefetch={false}>
            {room.title}
          </Link>
        </h3>
        <p className={styles.host} lang={room.language}>
          {room.hostName}
        </p>
        <dl className={styles.numbers}>
          {numbers.map(({ key, value, isHot }) => (
            <div key={key} data-hot={isHot}>
              <dt>{t(key)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {openCases > 0 && (
          <p className={styles.cases}>
            <Flag aria-hidden="true" />
            {t("cases", { count: openCases })}
          </p>
        )}
      </div>
    </li>
  );
}
