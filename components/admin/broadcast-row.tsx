"use client";

import { Pause, Play, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { sendJson } from "@/components/site/send-json";
import { Button } from "@/components/ui/button";
import { ConfirmPopover, closeQuestion } from "@/components/ui/confirm-popover";
import { fullCount } from "@/components/ui/count";
import { LocalTime } from "@/components/ui/local-time";
import { progressOf, statusAfter } from "@/lib/broadcasts/rules";
import type { BroadcastCommand, BroadcastView } from "@/lib/broadcasts/schema";
import styles from "./broadcast-main.module.css";
import { DeliveryList } from "./delivery-list";

const glyphs = { pause: <Pause aria-hidden="true" />, resume: <Play aria-hidden="true" /> };

/** A notice with how far it is, what can be done about it, and what became of it in each room. */
export function BroadcastRow({ broadcast, onDone }: { broadcast: BroadcastView; onDone: () => void }) {
  const t = useTranslations("desk.broadcast");
  const locale = useLocale();
  const [hasFailed, setFailed] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const { id, text, byName, status, isOneCall, createdAtMs, untilMs } = broadcast;
  const { settled, total } = progressOf(broadcast);
  const progress = t("progress", { settled: fullCount(settled, locale), total: fullCount(total, locale) });

  const command = (name: BroadcastCommand) => {
    setFailed(false);
    sendJson("PUT", `/api/broadcasts/${id}`, { command: name }).then(onDone, () => setFailed(true));
  };

  return (
    <li className={styles.row} data-broadcast={id} data-status={status}>
      <p className={styles.text}>{text}</p>
      <p className={styles.by}>
        {t("by", { name: byName })} ・ <LocalTime atMs={createdAtMs} /> ・ {t("until")} <LocalTime atMs={untilMs} />
        {isOneCall && <> ・ {t("oneCall")}</>}
      </p>
      <div className={styles.progress}>
        <b>{t(`status.${status}`)}</b>
        <progress value={settled} max={Math.max(1, total)} aria-label={progress} />
        <span className="num">{progress}</span>
      </div>
      <div className={styles.buttons}>
        {(["pause", "resume"] as const)
          .filter((name) => statusAfter(status, name))
          .map((name) => (
            <Button key={name} size="small" icon={glyphs[name]} onClick={() => command(name)}>
              {t(`command.${name}`)}
            </Button>
          ))}
        {statusAfter(status, "cancel") && (
          <ConfirmPopover
            label={t("command.cancel")}
            size="small"
            tone="beni"
            icon={<X aria-hidden="true" />}
            question={t("cancelQuestion")}
            consequence={t("cancelConsequence")}
          >
            <Button
              tone="beni"
              icon={<X aria-hidden="true" />}
              onClick={(event) => {
                closeQuestion(event);
                command("cancel");
              }}
            >
              {t("command.cancel")}
            </Button>
          </ConfirmPopover>
        )}
      </div>
      {hasFailed && <p role="alert">{t("failed")}</p>}
      {total > 0 && (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{t("rooms")}</summary>
          {isOpen && <DeliveryList broadcastId={id} settled={settled} />}
        </details>
      )}
    </li>
  );
}
