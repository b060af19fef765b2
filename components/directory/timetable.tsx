import { useLocale, useTranslations } from "next-intl";
import { fullCount } from "@/components/ui/count";
import { Cover } from "@/components/ui/cover";
import { Link } from "@/lib/i18n/navigation";
import type { RoomCard } from "@/lib/rooms/schema";
import { StartTime } from "./start-time";
import styles from "./timetable.module.css";

/** Rooms that are still to open, by the hour; two columns where there is room. */
export function Timetable({ cards }: { cards: RoomCard[] }) {
  const t = useTranslations();
  const locale = useLocale();
  return (
    <ul className={styles.table}>
      {cards.map((card) => (
        <li key={card.id} className={styles.row}>
          <StartTime atMs={card.scheduledAtMs} />
          <div className={styles.thumb}>{card.cover && <Cover name={card.cover} />}</div>
          <div className={styles.words}>
            <h3 lang={card.language}>
              <Link href={`/rooms/${card.id}`} prefetch={false}>
                {card.title}
              </Link>
            </h3>
            <p>
              <span lang={card.language}>{card.hostName}</span>・{t(`common.category.${card.category}`)}
              {card.onlineCount > 0 && `・${t("directory.timetable.waiting", { count: fullCount(card.onlineCount, locale) })}`}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
