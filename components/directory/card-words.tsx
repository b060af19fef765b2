import { useTranslations } from "next-intl";
import { PopularityMark } from "@/components/ui/popularity-mark";
import { Link } from "@/lib/i18n/navigation";
import type { RoomCard } from "@/lib/rooms/schema";
import { CardPending } from "./card-pending";
import styles from "./card-words.module.css";

/** The words of a card: title, host, kind; and the mark of its popularity, which rooms that never had any do not show. */
export function CardWords({ card, withDescription }: { card: RoomCard; withDescription: boolean }) {
  const t = useTranslations("common");
  const isOpen = card.status === "live" || card.status === "paused";
  return (
    <div className={styles.text}>
      {(isOpen || card.popularityLevel > 0) && (
        <PopularityMark level={card.popularityLevel} stacked className={styles.popularity} />
      )}
      <div className={styles.words}>
        <h3 className={styles.title} lang={card.language}>
          <Link href={`/rooms/${card.id}`} prefetch={false}>
            {card.title}
            <CardPending />
          </Link>
        </h3>
        <p className={styles.meta}>
          <span lang={card.language}>{card.hostName}</span>
          <span className={styles.kind}>
            {t(`category.${card.category}`)}・<span lang={card.language}>{t(`roomLanguage.${card.language}`)}</span>
          </span>
        </p>
        {withDescription && card.description && (
          <p className={styles.description} lang={card.language}>
            {card.description}
          </p>
        )}
      </div>
    </div>
  );
}
