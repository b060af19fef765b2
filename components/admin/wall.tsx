"use client";

import { CloudOff } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { fullCount } from "@/components/ui/count";
import { Notice } from "@/components/ui/notice";
import type { WallRoom, Wall as WallState } from "@/lib/desk/schema";
import styles from "./desk-main.module.css";
import { usePolled } from "./use-polled";
import { WallTile } from "./wall-tile";

const EVERY_MS = 3_000;

/** The sums of the site and all running rooms, refreshed in place. */
export function Wall({ first }: { first: WallState }) {
  const t = useTranslations("desk.wall");
  const locale = useLocale();
  const { state, isStale } = usePolled("/api/desk/wall", first, EVERY_MS);
  const rooms = useSteadyOrder(state.rooms);
  const summary = [
    { key: "live", value: state.liveCount },
    { key: "onlineTotal", value: state.onlineTotal },
    { key: "paused", value: state.pausedCount },
    { key: "waiting", value: state.waitingCount },
    { key: "openCases", value: state.openCases, isHot: state.openCases > 0 },
    { key: "pending", value: state.pending, isHot: state.pending > 0 },
  ];
  return (
    <>
      <dl className={styles.summary}>
        {summary.map(({ key, value, isHot }) => (
          <div key={key} data-hot={isHot}>
            <dt>{t(`sum.${key}`)}</dt>
            <dd data-figure={key}>{fullCount(value, locale)}</dd>
          </div>
        ))}
      </dl>
      <section className={styles.wall} aria-label={t("title")}>
        <h2 className="visually-hidden">{t("title")}</h2>
        {isStale && (
          <Notice role="status" icon={<CloudOff aria-hidden="true" />}>
            {t("stale")}
          </Notice>
        )}
        {rooms.length === 0 && <Notice>{t("empty")}</Notice>}
        <ul className={styles.tiles}>
          {rooms.map((room) => (
            <WallTile key={room.id} room={room} />
          ))}
        </ul>
        {rooms.length < state.liveCount && (
          <p className={styles.more}>{t("more", { shown: rooms.length, total: state.liveCount })}</p>
        )}
      </section>
    </>
  );
}

/** Tiles stay where they are under the reader's hand: who is gone goes, who is new comes last. */
function useSteadyOrder(rooms: readonly WallRoom[]): WallRoom[] {
  const [order, setOrder] = useState(() => rooms.map(({ id }) => id));
  const byId = new Map(rooms.map((room) => [room.id, room]));
  const known = new Set(order);
  const next = [...order.filter((id) => byId.has(id)), ...rooms.flatMap(({ id }) => (known.has(id) ? [] : [id]))];
  if (next.join() !== order.join()) setOrder(next);
  return next.flatMap((id) => byId.get(id) ?? []);
}
