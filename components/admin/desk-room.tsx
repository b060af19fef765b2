"use client";

import { Activity, ArrowLeft, CloudOff, ExternalLink, ListChecks, Siren } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { ChatPanel } from "@/components/chat/chat-panel";
import { useRoomSignal } from "@/components/chat/use-chat";
import { HealthList } from "@/components/health/health-list";
import { ShieldButton } from "@/components/shield/shield-button";
import { Preview } from "@/components/studio/preview";
import { fullCount } from "@/components/ui/count";
import { LocalTime } from "@/components/ui/local-time";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { StatusPlate } from "@/components/ui/status-plate";
import type { DeskRoomState } from "@/lib/desk/schema";
import { Link } from "@/lib/i18n/navigation";
import type { ChatEndpoint } from "@/lib/im/schema";
import { FREE } from "@/lib/restrictions/schema";
import type { RoomView } from "@/lib/rooms/schema";
import { may } from "@/lib/users/permissions";
import type { Standing } from "@/lib/users/schema";
import styles from "./desk-room.module.css";
import { EndRoomForm } from "./end-room-form";
import { RoomPanels } from "./room-panels";
import { usePolled } from "./use-polled";

const EVERY_MS = 2_000;
/** What changes of a room is told to its people; numbers that move all the time can wait for the next reading. */
const worthReading = new Set<string>(["room.status", "room.chat", "room.info", "room.lottery", "site.notice"]);

interface DeskRoomProps {
  view: RoomView;
  first: DeskRoomState;
  endpoint: ChatEndpoint;
  /** What the reader is in this room. */
  standing: Standing;
}

/** A room as those who look after it see it: its picture, its stream of messages with what can be done about each, and its state. */
export function DeskRoom({ view, first, endpoint, standing }: DeskRoomProps) {
  const t = useTranslations("desk.room");
  const h = useTranslations("health");
  const locale = useLocale();
  const { state, isStale, refresh } = usePolled(`/api/desk/rooms/${view.id}`, first, EVERY_MS);
  useRoomSignal((signal) => {
    if (signal !== "listening" && worthReading.has(signal.type)) refresh();
  });
  const { snapshot } = state;
  const room = { ...view, snapshot };
  const isOpen = snapshot.status === "live" || snapshot.status === "paused";
  const facts = [
    { key: "online", value: fullCount(snapshot.onlineCount, locale) },
    { key: "host", value: <span lang={view.language}>{view.hostName}</span> },
    { key: "started", value: snapshot.startedAtMs !== null && <LocalTime atMs={snapshot.startedAtMs} /> },
  ] as const;
  return (
    <main className={styles.desk} id="main" data-page="desk-room" data-status={snapshot.status}>
      <div className={styles.head}>
        <Link href="/admin" prefetch={false}>
          <ArrowLeft aria-hidden="true" />
          {t("back")}
        </Link>
        <h1 lang={view.language}>{snapshot.title}</h1>
        <Link href={`/rooms/${view.id}`} prefetch={false}>
          {t("seeRoom")}
          <ExternalLink aria-hidden="true" />
        </Link>
      </div>
      <div className={styles.stack}>
        {isStale && (
          <Notice role="status" icon={<CloudOff aria-hidden="true" />}>
            {t("stale")}
          </Notice>
        )}
        <section className={styles.stage} aria-label={t("preview")}>
          <Preview isLive={snapshot.status === "live"} pullUrl={snapshot.pullUrl} cover={view.cover} onRefused={refresh}>
            <StatusPlate status={snapshot.status}>{isOpen ? fullCount(snapshot.onlineCount, locale) : null}</StatusPlate>
          </Preview>
          <dl className={styles.facts}>
            {facts.map(({ key, value }) => (
              <div key={key}>
                <dt>{t(key)}</dt>
                <dd>{value || "–"}</dd>
              </div>
            ))}
          </dl>
        </section>
        {isOpen && (
          <Panel title={t("acts")} icon={<Siren aria-hidden="true" />}>
            <div className={styles.acts}>
              {may(standing, "room.shield") && <ShieldButton roomId={view.id} chat={snapshot.chat} />}
              {may(standing, "room.end") && (
                <EndRoomForm roomId={view.id} title={snapshot.title} hostName={view.hostName} onDone={refresh} />
              )}
            </div>
          </Panel>
        )}
        <Panel title={h("title")} icon={<Activity aria-hidden="true" />}>
          <HealthList health={state.health} />
        </Panel>
        <Panel title={t("casesTitle")} icon={<ListChecks aria-hidden="true" />}>
          <p data-cases={state.openCases}>
            {t("cases", { count: state.openCases })}{" "}
            <Link href={`/studio/rooms/${view.id}/reviews`} prefetch={false}>
              {t("toCases")}
            </Link>
          </p>
        </Panel>
      </div>
      <div className={styles.stack}>
        <RoomPanels view={room} state={state} standing={standing} onDone={refresh} />
      </div>
      <div className={styles.chat}>
        <ChatPanel room={room} endpoint={endpoint} standing={standing} holds={FREE} />
      </div>
    </main>
  );
}
