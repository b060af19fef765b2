import type { RoomCard as RoomCardData } from "@/lib/rooms/schema";
import styles from "./lantern-string.module.css";
import { RoomCard } from "./room-card";

/** Rooms hung on a cord; with `leadBig` the first one takes four places. */
export function LanternString({ cards, leadBig, eager }: { cards: RoomCardData[]; leadBig?: boolean; eager?: boolean }) {
  const leadSize = cards.length === 1 ? "alone" : "big";
  return (
    <div className={styles.string}>
      {cards.map((card, index) => (
        <RoomCard key={card.id} card={card} size={leadBig && index === 0 ? leadSize : "small"} eager={eager && index < 5} />
      ))}
    </div>
  );
}
