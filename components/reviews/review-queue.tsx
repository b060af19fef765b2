"use client";

import { Inbox } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { ActDialog } from "@/components/moderation/act-dialog";
import { Button } from "@/components/ui/button";
import { type ReviewList, reviewTabs } from "@/lib/reviews/schema";
import { CaseItem } from "./case-item";
import { KeysHelp } from "./keys-help";
import { QueueBar } from "./queue-bar";
import styles from "./review-queue.module.css";
import { useQueue } from "./use-queue";
import { useQueueKeys } from "./use-queue-keys";

interface ReviewQueueProps {
  first: ReviewList;
  /** The room whose cases these are; null for all. */
  roomId: string | null;
  readerId: string;
}

/** Cases that wait for a decision or were decided, one of them open; each act is a button and a key. */
export function ReviewQueue({ first, roomId, readerId }: ReviewQueueProps) {
  const t = useTranslations("reviews");
  const queue = useQueue(first, roomId, readerId);
  const help = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const { tab, selected, isBusy } = queue;
  const isMoved = useRef(false);
  const move = (step: 1 | -1) => {
    isMoved.current = true;
    queue.move(step);
  };
  const keys = useQueueKeys({
    j: () => move(1),
    k: () => move(-1),
    p: () => queue.act("pass"),
    r: () => queue.act("refuse"),
    m: () => queue.act("mute"),
    b: () => queue.act("ban"),
    a: queue.assign,
    u: queue.undo,
    "?": () => help.current?.showModal(),
  });
  const selectedId = selected?.id;
  useEffect(() => {
    if (!isMoved.current || !selectedId) return;
    list.current?.querySelector(`[data-case="${selectedId}"]`)?.scrollIntoView({ block: "nearest" });
  }, [selectedId]);

  return (
    <section className={styles.queue} aria-busy={isBusy}>
      <div className={styles.tabs} role="tablist" aria-label={t("tabs")}>
        {reviewTabs.map((one) => (
          <button key={one} type="button" role="tab" aria-selected={one === tab} onClick={() => queue.openTab(one)}>
            {t(`tab.${one}`)}
            {one === "open" && (
              <span className="num" data-open-count={queue.list.openCount}>
                {queue.list.openCount}
              </span>
            )}
          </button>
        ))}
      </div>
      <QueueBar queue={queue} openHelp={() => help.current?.showModal()} />
      {queue.list.cases.length === 0 ? (
        <p className={styles.empty}>
          <Inbox aria-hidden="true" />
          {t(`empty.${tab}`)}
        </p>
      ) : (
        <ol className={styles.list} ref={list}>
          {queue.list.cases.map((one) => (
            <CaseItem
              key={one.id}
              item={one}
              queue={queue}
              isSelected={one.id === selected?.id}
              readerId={readerId}
              isRoomShown={roomId === null}
            />
          ))}
        </ol>
      )}
      {queue.list.next && (
        <Button className={styles.more} onClick={queue.more} disabled={isBusy}>
          {t("more")}
        </Button>
      )}
      {selected && <ActDialog roomId={selected.room.id} reader={selected.standings.reader} />}
      <KeysHelp dialog={help} isOn={keys.isOn} toggle={keys.toggle} />
    </section>
  );
}
