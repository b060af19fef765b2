"use client";

import { Ban, ExternalLink, Ticket } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmPopover } from "@/components/ui/confirm-popover";
import { clockTime, fullCount } from "@/components/ui/count";
import { FormAlert } from "@/components/ui/form-alert";
import { Panel } from "@/components/ui/panel";
import { useNow } from "@/components/ui/use-now";
import type { FormState } from "@/lib/errors";
import { Link } from "@/lib/i18n/navigation";
import type { LotteryView } from "@/lib/lottery/schema";
import { LotteryForm } from "./lottery-form";
import { LotteryOutcome } from "./lottery-outcome";
import styles from "./lottery-panel.module.css";
import { type LotteryState, shownStatus } from "./lottery-state";
import { LotteryWho } from "./lottery-who";
import { cancelLottery } from "./open-lottery";
import { useRoomLottery } from "./use-room-lottery";

const ASK_EVERY_MS = 3_000;

interface LotteryPanelProps {
  room: { id: string; language: string };
  /** True while a session runs: live, or on a break. */
  isOpen: boolean;
}

/** The host's lottery: its terms before, how it stands while it is open, and the winners. */
export function LotteryPanel({ room, isOpen }: LotteryPanelProps) {
  const t = useTranslations("lottery");
  const { state, refresh } = useRoomLottery(room.id, ASK_EVERY_MS);
  const nowMs = useNow(1_000);
  const { lottery } = state;
  const serverNowMs = (nowMs ?? 0) + state.clockAheadMs;
  const status = lottery && nowMs !== null ? shownStatus(lottery, serverNowMs) : null;
  const isRunning = status === "open" || status === "drawing";
  const form = isOpen ? (
    <LotteryForm room={room} onOpened={() => void refresh()} />
  ) : (
    <p className={styles.hint}>{t("desk.closed")}</p>
  );

  return (
    <Panel
      title={t("title")}
      icon={<Ticket aria-hidden="true" />}
      aside={
        status && (
          <span className={styles.plate} data-status={status}>
            {t(`desk.state.${status}`)}
          </span>
        )
      }
    >
      <div className={styles.body}>
        {lottery && status ? (
          <Standing lottery={lottery} status={status} state={state} serverNowMs={serverNowMs} language={room.language} />
        ) : (
          <p className={styles.hint}>{t("desk.explain")}</p>
        )}
        {lottery && status === "open" && <Cancel lotteryId={lottery.id} onDone={() => void refresh()} />}
        {!isRunning &&
          (lottery ? (
            <details className={styles.another}>
              <summary>{t("desk.another")}</summary>
              {form}
            </details>
          ) : (
            form
          ))}
      </div>
    </Panel>
  );
}

interface StandingProps {
  lottery: LotteryView;
  status: LotteryView["status"];
  state: LotteryState;
  serverNowMs: number;
  language: string;
}

function Standing({ lottery, status, state, serverNowMs, language }: StandingProps) {
  const t = useTranslations("lottery");
  const locale = useLocale();
  const leftMs = Math.max(0, lottery.closesAtMs - serverNowMs);
  return (
    <>
      <dl className={styles.facts}>
        <dt>{t("prize")}</dt>
        <dd lang={language}>{lottery.prize}</dd>
        <dt>{t("winners")}</dt>
        <dd>{t("winnerCount", { count: lottery.winnerCount })}</dd>
        <dt>{t("keyword")}</dt>
        <dd lang={language}>{lottery.keyword}</dd>
        <dt>{t("who.label")}</dt>
        <dd>
          <LotteryWho lottery={lottery} withAll />
        </dd>
        <dt>{t("entered")}</dt>
        <dd data-entries={state.entryCount}>{t("people", { count: fullCount(state.entryCount, locale) })}</dd>
        {status === "open" && (
          <>
            <dt>{t("desk.timeLeft")}</dt>
            <dd className="num">{clockTime(leftMs).slice(2)}</dd>
          </>
        )}
      </dl>
      {status === "open" ? (
        <meter
          className={styles.meter}
          aria-label={t("desk.timeLeft")}
          min={0}
          max={lottery.closesAtMs - lottery.openedAtMs}
          value={leftMs}
        />
      ) : (
        <LotteryOutcome lottery={lottery} status={status} readerId={null} language={language} />
      )}
      {status !== "drawn" && (
        <Link className={styles.link} href={`/lotteries/${lottery.id}`} prefetch={false}>
          {t("desk.page")}
          <ExternalLink aria-hidden="true" />
        </Link>
      )}
    </>
  );
}

function Cancel({ lotteryId, onDone }: { lotteryId: string; onDone: () => void }) {
  const t = useTranslations("lottery.desk");
  const [refused, setRefused] = useState<FormState | null>(null);
  const cancel = async () => {
    setRefused(await cancelLottery(lotteryId));
    onDone();
  };
  return (
    <div>
      <FormAlert state={refused} />
      <ConfirmPopover
        label={t("cancel")}
        size="small"
        icon={<Ban aria-hidden="true" />}
        question={t("cancelQuestion")}
        consequence={t("cancelConsequence")}
      >
        <Button tone="beni" icon={<Ban aria-hidden="true" />} onClick={cancel}>
          {t("cancel")}
        </Button>
      </ConfirmPopover>
    </div>
  );
}
