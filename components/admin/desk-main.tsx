import { Users } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { ClientMessages } from "@/components/site/client-messages";
import { fullCount } from "@/components/ui/count";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import type { PendingLane } from "@/lib/moderation/schema";
import type { RoomCard, StatusCounts } from "@/lib/rooms/schema";
import styles from "./desk-main.module.css";
import { DeskNav } from "./desk-nav";
import { OutboxPanel } from "./outbox-panel";
import { type DeskUser, UserTable } from "./user-table";
import { WallTile } from "./wall-tile";

interface DeskMainProps {
  counts: StatusCounts;
  onlineTotal: number;
  rooms: RoomCard[];
  users: DeskUser[];
  outbox: { pending: number; lanes: PendingLane[] };
  /** The reader, whose own role cannot be changed here. */
  selfId: string;
}

/** The admin's calm desk: numbers, the wall of running rooms, people, and what waits to be sent. */
export function DeskMain({ counts, onlineTotal, rooms, users, outbox, selfId }: DeskMainProps) {
  const t = useTranslations("admin");
  const locale = useLocale();
  const summary = [
    { key: "live", value: counts.live },
    { key: "online", value: onlineTotal },
    { key: "paused", value: counts.paused },
    { key: "waiting", value: counts.waiting },
    { key: "outbox", value: outbox.pending, hot: outbox.pending > 0 },
  ];
  return (
    <main className={styles.desk} id="main">
      <DeskNav current="rooms" />
      <h1 className="visually-hidden">{t("title")}</h1>
      <dl className={styles.summary}>
        {summary.map(({ key, value, hot }) => (
          <div key={key} data-hot={hot}>
            <dt>{t(`summary.${key}`)}</dt>
            <dd>{fullCount(value, locale)}</dd>
          </div>
        ))}
      </dl>
      <ClientMessages areas={["admin"]}>
        <section className={styles.wall} aria-label={t("wall.title")}>
          <h2 className="visually-hidden">{t("wall.title")}</h2>
          {rooms.length === 0 && <Notice>{t("wall.empty")}</Notice>}
          <ul className={styles.tiles}>
            {rooms.map((room) => (
              <WallTile key={room.id} room={room} />
            ))}
          </ul>
        </section>
        <div className={styles.side}>
          <OutboxPanel {...outbox} />
          <Panel title={t("users.title")} icon={<Users aria-hidden="true" />}>
            <UserTable users={users} selfId={selfId} />
          </Panel>
        </div>
      </ClientMessages>
    </main>
  );
}
