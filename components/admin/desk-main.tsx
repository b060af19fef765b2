import { useLocale, useTranslations } from "next-intl";
import { fullCount } from "@/components/ui/count";
import { Notice } from "@/components/ui/notice";
import type { RoomCard, StatusCounts } from "@/lib/rooms/schema";
import styles from "./desk-main.module.css";
import { WallTile } from "./wall-tile";

interface DeskMainProps {
  counts: StatusCounts;
  onlineTotal: number;
  rooms: RoomCard[];
  /** How much Tencent has not accepted. */
  pending: number;
}

/** The calm desk: numbers, and the wall of running rooms. */
export function DeskMain({ counts, onlineTotal, rooms, pending }: DeskMainProps) {
  const t = useTranslations("admin");
  const locale = useLocale();
  const summary = [
    { key: "live", value: counts.live },
    { key: "online", value: onlineTotal },
    { key: "paused", value: counts.paused },
    { key: "waiting", value: counts.waiting },
    { key: "outbox", value: pending, hot: pending > 0 },
  ];
  return (
    <main className={styles.wide} id="main">
      <h1 className="visually-hidden">{t("title")}</h1>
      <dl className={styles.summary}>
        {summary.map(({ key, value, hot }) => (
          <div key={key} data-hot={hot}>
            <dt>{t(`summary.${key}`)}</dt>
            <dd>{fullCount(value, locale)}</dd>
          </div>
        ))}
      </dl>
      <section className={styles.wall} aria-label={t("wall.title")}>
        <h2 className="visually-hidden">{t("wall.title")}</h2>
        {rooms.length === 0 && <Notice>{t("wall.empty")}</Notice>}
        <ul className={styles.tiles}>
          {rooms.map((room) => (
            <WallTile key={room.id} room={room} />
          ))}
        </ul>
      </section>
    </main>
  );
}
