"use client";

import { CloudOff, Landmark } from "lucide-react";
import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import type { BroadcastView } from "@/lib/broadcasts/schema";
import { BroadcastForm } from "./broadcast-form";
import styles from "./broadcast-main.module.css";
import { BroadcastRow } from "./broadcast-row";
import { usePolled } from "./use-polled";

const EVERY_MS = 1_000;

interface BroadcastMainProps {
  first: { broadcasts: BroadcastView[] };
  /** Of the form, so that sending it twice tells once. */
  requestId: string;
}

/** Notices to all live rooms: a form for the next, and how far each is. */
export function BroadcastMain({ first, requestId }: BroadcastMainProps) {
  const t = useTranslations("desk.broadcast");
  const stale = useTranslations("desk.room");
  const { state, isStale, refresh } = usePolled("/api/broadcasts", first, EVERY_MS);
  return (
    <main className={styles.main} id="main">
      <h1>{t("title")}</h1>
      <p className={styles.lead}>{t("lead")}</p>
      <div className={styles.columns}>
        <Panel title={t("new")} icon={<Landmark aria-hidden="true" />}>
          <BroadcastForm firstRequestId={requestId} onSent={refresh} />
        </Panel>
        <section aria-labelledby="sent-notices" className={styles.sent}>
          <h2 id="sent-notices">{t("list")}</h2>
          {isStale && (
            <Notice role="status" icon={<CloudOff aria-hidden="true" />}>
              {stale("stale")}
            </Notice>
          )}
          {state.broadcasts.length === 0 && <Notice>{t("empty")}</Notice>}
          <ul className={styles.list}>
            {state.broadcasts.map((broadcast) => (
              <BroadcastRow key={broadcast.id} broadcast={broadcast} onDone={refresh} />
            ))}
          </ul>
        </section>
      </div>
    </main>
  );
}
