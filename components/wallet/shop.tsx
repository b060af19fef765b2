"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Refused, sendJson } from "@/components/site/send-json";
import { Button } from "@/components/ui/button";
import { fullCount } from "@/components/ui/count";
import { Notice } from "@/components/ui/notice";
import type { ErrorCode } from "@/lib/errors";
import type { CoinShop } from "@/lib/wallet/schema";
import { priceText } from "./price-text";
import styles from "./shop.module.css";

/** Packs of coins; one leads to the page of the payment provider. */
export function Shop({ shop: { packs, currency } }: { shop: CoinShop }) {
  const t = useTranslations("wallet");
  const errors = useTranslations("errors");
  const locale = useLocale();
  const [chosen, setChosen] = useState<number | null>(null);
  const [problem, setProblem] = useState<ErrorCode | null>(null);

  async function buy(coins: number) {
    setChosen(coins);
    setProblem(null);
    try {
      const { url } = (await sendJson("POST", "/api/wallet/checkout", { coins, locale })) as { url: string };
      window.location.assign(url);
    } catch (error) {
      setProblem((error instanceof Refused && error.code) || "upstream_failed");
      setChosen(null);
    }
  }

  return (
    <section>
      <h2 className={styles.title}>{t("buy")}</h2>
      <ul className={styles.packs}>
        {packs.map(({ coins, amountMinor }) => (
          <li key={coins}>
            <Button wide aria-busy={chosen === coins} disabled={chosen !== null} onClick={() => buy(coins)}>
              <b className="num">{t("pack", { count: fullCount(coins, locale) })}</b>
              <span className="num">{priceText(amountMinor, currency, locale)}</span>
            </Button>
          </li>
        ))}
      </ul>
      {problem && (
        <Notice tone="refused" role="alert">
          {errors(problem)}
        </Notice>
      )}
    </section>
  );
}

const LOOK_EVERY_MS = 2_000;
const MOST_LOOKS = 30;

/** Waits with the reader for the coins of a payment: the provider tells us of it a moment after the reader is back. */
export function Arrival({ hasArrived }: { hasArrived: boolean }) {
  const t = useTranslations("wallet");
  const router = useRouter();

  useEffect(() => {
    if (hasArrived) return;
    let looks = 0;
    const timer = setInterval(() => {
      looks += 1;
      if (looks > MOST_LOOKS) clearInterval(timer);
      else router.refresh();
    }, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [hasArrived, router]);

  return (
    <Notice tone={hasArrived ? "done" : "plain"} role="status">
      {t(hasArrived ? "arrived" : "arriving")}
    </Notice>
  );
}
