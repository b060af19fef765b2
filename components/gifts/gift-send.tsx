"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { fullCount } from "@/components/ui/count";
import { PaymentTrouble } from "@/components/wallet/payment-trouble";
import { useWallet } from "@/components/wallet/use-wallet";
import type { GiftCard } from "@/lib/gifts/schema";
import { giftName } from "./gift-name";
import styles from "./gift-send.module.css";
import type { RoomGifts } from "./room-gifts";

interface GiftSendProps {
  gifts: RoomGifts;
  gift: GiftCard;
  quantity: number;
}

/** The button that sends: with one it is for tapping and counts the run, with more it sends that many. Says why when it cannot. */
export function GiftSend({ gifts: { sender }, gift, quantity }: GiftSendProps) {
  const t = useTranslations("gifts");
  const locale = useLocale();
  const wallet = useWallet();
  const { run, pendingCoins, problem } = useSyncExternalStore(sender.subscribe, sender.getView, sender.getView);
  const cost = gift.price * quantity;
  const left = wallet === null ? 0 : wallet.balance - pendingCoins;
  const isShort = wallet !== null && left < cost;
  const total = run?.giftId === gift.id ? run.total : 0;
  const name = giftName(gift.names, locale);

  function send() {
    if (wallet === null || isShort) return;
    if (quantity === 1) sender.tap(gift);
    else sender.give(gift, quantity);
  }

  return (
    <>
      <Button className={styles.send} tone="lit" onClick={send} aria-disabled={wallet === null || isShort} data-run={total}>
        <span>{t("sendThis", { gift: name })}</span>
        <span className="num">{fullCount(cost, locale)}</span>
        {total > 1 && <span className={`num ${styles.run}`}>{t("times", { count: total })}</span>}
      </Button>
      <RunSaid name={name} total={total} />
      {(problem || isShort) && (
        <PaymentTrouble problem={problem ?? "insufficient_coins"} unreachable={t("unreachable")} getCoins={t("getCoins")} />
      )}
    </>
  );
}

const SAY_AFTER_MS = 1_200;

/** Tells a screen reader the run's count once it rests, not with each tap. */
function RunSaid({ name, total }: { name: string; total: number }) {
  const t = useTranslations("gifts");
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (total === 0) return;
    const timer = setTimeout(() => setSaid(t("sent", { gift: name, count: total })), SAY_AFTER_MS);
    return () => clearTimeout(timer);
  }, [name, total, t]);
  return (
    <span className="visually-hidden" role="status">
      {said}
    </span>
  );
}
