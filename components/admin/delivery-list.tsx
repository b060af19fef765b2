"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { broadcastResult, type DeliveryView } from "@/lib/broadcasts/schema";
import { Link } from "@/lib/i18n/navigation";
import styles from "./broadcast-main.module.css";

/** What became of a notice in each room; read again whenever more rooms have their result. */
export function DeliveryList({ broadcastId, settled }: { broadcastId: string; settled: number }) {
  const t = useTranslations("desk.broadcast");
  const [rooms, setRooms] = useState<DeliveryView[]>([]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a room that got its result is the reason to read again
  useEffect(() => {
    const gone = new AbortController();
    fetch(`/api/broadcasts/${broadcastId}`, { cache: "no-store", signal: gone.signal })
      .then(async (answer) => answer.ok && setRooms(broadcastResult.parse(await answer.json()).rooms))
      .catch(() => undefined); // the next result reads again
    return () => gone.abort();
  }, [broadcastId, settled]);

  return (
    <ul className={styles.rooms}>
      {rooms.map(({ roomId, title, status, error }) => (
        <li key={roomId} data-result={status}>
          <Link href={`/admin/rooms/${roomId}`} prefetch={false}>
            {title}
          </Link>
          <span>{t(`result.${status}`)}</span>
          {error && <small lang="en">{error}</small>}
        </li>
      ))}
    </ul>
  );
}
