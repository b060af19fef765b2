"use client";

import { BookX, Dices, Gift, Send } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { giftName } from "@/components/gifts/gift-name";
import { sendJson } from "@/components/site/send-json";
import { Button } from "@/components/ui/button";
import { ConfirmPopover, closeQuestion } from "@/components/ui/confirm-popover";
import { fullCount } from "@/components/ui/count";
import { Panel } from "@/components/ui/panel";
import type { DeskRoomState } from "@/lib/desk/schema";
import { Link } from "@/lib/i18n/navigation";
import type { RoomView } from "@/lib/rooms/schema";
import { may } from "@/lib/users/permissions";
import type { Standing } from "@/lib/users/schema";
import { OutboxPanel } from "./outbox-panel";
import styles from "./room-panels.module.css";

interface RoomPanelsProps {
  view: RoomView;
  state: DeskRoomState;
  standing: Standing;
  onDone: () => void;
}

/** What else there is of a room: its words, gifts, lotteries, and what waits for Tencent. */
export function RoomPanels({ view, state, standing, onDone }: RoomPanelsProps) {
  const t = useTranslations("desk.room");
  const locale = useLocale();
  const { gifts, lotteries, lane, wordCount } = state;
  return (
    <>
      <Panel title={t("rules")} icon={<BookX aria-hidden="true" />}>
        <ul className={styles.lines}>
          <li>
            <Link href={`/studio/rooms/${view.id}/words`} prefetch={false}>
              {t("words")}
            </Link>
            <small>{t("wordsOf", { count: wordCount })}</small>
          </li>
          <li>
            <Link href={`/studio/rooms/${view.id}/bans`} prefetch={false}>
              {t("bans")}
            </Link>
          </li>
        </ul>
      </Panel>
      <Panel title={t("gifts")} icon={<Gift aria-hidden="true" />}>
        {gifts.length === 0 && <p className={styles.quiet}>{t("noGifts")}</p>}
        <ul className={styles.lines}>
          {gifts.map(({ id, from, gift, count, coins }) => (
            <li key={id}>
              <span>{t("gift", { name: from.name, gift: giftName(gift.names, locale), count })}</span>
              <small>{t("coins", { coins: fullCount(coins, locale) })}</small>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={t("lotteries")} icon={<Dices aria-hidden="true" />}>
        {lotteries.length === 0 && <p className={styles.quiet}>{t("noLotteries")}</p>}
        <ul className={styles.lines}>
          {lotteries.map(({ id, prize, keyword, status }) => (
            <li key={id}>
              <Link href={`/lotteries/${id}`} prefetch={false} lang={view.language}>
                {prize}
              </Link>
              <small>
                {t(`lottery.${status}`)} ・ <span lang={view.language}>{keyword}</span>
              </small>
              {status === "open" && may(standing, "lottery.cancel") && (
                <CancelLottery lotteryId={id} prize={prize} onDone={onDone} />
              )}
            </li>
          ))}
        </ul>
      </Panel>
      {lane && may(standing, "outbox.hurry") ? (
        <OutboxPanel pending={lane.waiting + lane.refused} lanes={[lane]} />
      ) : (
        <Panel title={t("lane")} icon={<Send aria-hidden="true" />}>
          <p className={styles.quiet}>{lane ? fullCount(lane.waiting, locale) : t("laneEmpty")}</p>
        </Panel>
      )}
    </>
  );
}

function CancelLottery({ lotteryId, prize, onDone }: { lotteryId: string; prize: string; onDone: () => void }) {
  const t = useTranslations("desk.room");
  const [hasFailed, setFailed] = useState(false);
  const cancel = () =>
    sendJson("POST", `/api/lotteries/${lotteryId}/cancel`, {}).then(onDone, () => {
      setFailed(true);
    });
  return (
    <>
      <ConfirmPopover
        label={t("cancelLottery")}
        size="small"
        tone="beni"
        question={t("cancelQuestion")}
        consequence={t("cancelConsequence", { prize })}
      >
        <Button
          tone="beni"
          onClick={(event) => {
            closeQuestion(event);
            void cancel();
          }}
        >
          {t("cancelLottery")}
        </Button>
      </ConfirmPopover>
      {hasFailed && <p role="alert">{t("failed")}</p>}
    </>
  );
}
