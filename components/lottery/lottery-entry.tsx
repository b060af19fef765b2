"use client";

import { Check, Send, TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ChatSnapshot } from "@/components/chat/chat-state";
import { chatConnection } from "@/components/chat/connection";
import { Button, ButtonLink } from "@/components/ui/button";
import { usePathname } from "@/lib/i18n/navigation";
import type { LotteryView } from "@/lib/lottery/schema";
import styles from "./lottery-card.module.css";
import type { LotteryState } from "./lottery-state";
import { LotteryWho } from "./lottery-who";
import { useEntry } from "./use-entry";

interface LotteryEntryProps {
  lottery: LotteryView;
  state: LotteryState;
  refresh: () => Promise<LotteryState>;
  chat: ChatSnapshot;
  name: string;
  isHost: boolean;
  language: string;
}

/** How a reader enters an open lottery, and whether the server has the entry. */
export function LotteryEntry({ lottery, state, refresh, chat, name, isHost, language }: LotteryEntryProps) {
  const t = useTranslations("lottery");
  const locale = useLocale();
  const here = `/${locale}${usePathname()}`;
  const { phase, begin } = useEntry(chat.entries, state, refresh);
  const isReady = chat.phase === "live" && Boolean(chat.userId);
  const send = () => {
    if (chatConnection.send({ text: lottery.keyword }, name)) begin();
  };

  return (
    <div className={styles.body}>
      <p className={styles.how}>
        {t(`entry.${lottery.match}`)} <q lang={language}>{lottery.keyword}</q>
      </p>
      <LotteryWho lottery={lottery} className={styles.note} />
      {state.lacks.map((lack) => (
        <p key={lack} className={styles.lack}>
          {t(`lack.${lack}`, { level: lottery.minLevel })}
        </p>
      ))}
      <div className={styles.act} role="status">
        {isHost ? (
          <span className={styles.note}>{t("card.host")}</span>
        ) : state.isEntered ? (
          <span className={styles.done}>
            <Check aria-hidden="true" />
            <b>{t("card.entered")}</b> {t("card.enteredHint")}
          </span>
        ) : phase === "checking" ? (
          <span className={styles.note}>{t("card.sending")}</span>
        ) : (
          phase === "missing" && (
            <span className={styles.missing}>
              <TriangleAlert aria-hidden="true" />
              {t("card.missing")}
            </span>
          )
        )}
      </div>
      {!isHost && !state.isEntered && phase !== "checking" && (
        <div className={styles.act}>
          {chat.userId === null ? (
            <ButtonLink size="small" href={{ pathname: "/signin", query: { next: here } }} prefetch={false}>
              {t("card.signIn")}
            </ButtonLink>
          ) : (
            <Button
              size="small"
              icon={<Send aria-hidden="true" />}
              disabled={!isReady}
              title={isReady ? undefined : t("card.notNow")}
              onClick={send}
            >
              {t("card.send", { keyword: lottery.keyword })}
            </Button>
          )}
          {state.entryCount > 0 && <span className={styles.note}>{t("card.count", { count: state.entryCount })}</span>}
        </div>
      )}
    </div>
  );
}
