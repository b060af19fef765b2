import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { CategoryIcon } from "@/components/directory/category-icon";
import { Cover } from "@/components/ui/cover";
import { StatusPlate } from "@/components/ui/status-plate";
import { Link } from "@/lib/i18n/navigation";
import type { RoomCard } from "@/lib/rooms/schema";
import styles from "./own-rooms.module.css";

/** The host's rooms, each a link to its desk. */
export function OwnRooms({ rooms }: { rooms: RoomCard[] }) {
  const t = useTranslations("common");
  return (
    <ul className={styles.rooms}>
      {rooms.map((room) => (
        <li key={room.id} className={styles.room}>
          <div className={styles.thumb}>
            {room.cover ? <Cover name={room.cover} /> : <CategoryIcon category={room.category} />}
          </div>
          <div className={styles.words}>
            <h3 lang={room.language}>
              <Link href={`/studio/rooms/${room.id}`} prefetch={false}>
                {room.title}
              </Link>
            </h3>
            <p>
              {t(`category.${room.category}`)}・<span lang={room.language}>{t(`roomLanguage.${room.language}`)}</span>
            </p>
          </div>
          <StatusPlate status={room.status} />
          <ChevronRight aria-hidden="true" className={styles.arrow} />
        </li>
      ))}
    </ul>
  );
}
