"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import { giftName } from "@/components/gifts/gift-name";
import { fullCount } from "@/components/ui/count";
import { LocalTime } from "@/components/ui/local-time";
import type { CoinShop, StatementLine, WalletView } from "@/lib/wallet/schema";
import { ClaimButton } from "./claim-button";
import styles from "./purse.module.css";
import { Arrival, Shop } from "./shop";
import { useWallet } from "./use-wallet";
import { walletStore } from "./wallet-store";

interface PurseProps {
  wallet: WalletView;
  lines: StatementLine[];
  /** What can be bought; null while nothing is sold. */
  shop: CoinShop | null;
  /** The reader comes back from paying: whether the provider has told of it. Null for everybody else. */
  hasArrived: boolean | null;
  /** Stands above the movements. */
  children: ReactNode;
}

/** The reader's coins: how many, the day's free ones, and the newest movements. */
export function Purse({ wallet: initial, lines, shop, hasArrived, children }: PurseProps) {
  const t = useTranslations("wallet");
  const locale = useLocale();
  const router = useRouter();
  const known = useWallet();
  const wallet = known ?? initial;

  useEffect(() => walletStore.set(initial), [initial]);

  return (
    <div className={styles.purse}>
      <dl className={styles.sums}>
        <div>
          <dt>{t("balance")}</dt>
          <dd data-balance={wallet.balance}>{fullCount(wallet.balance, locale)}</dd>
        </div>
        {wallet.earnings > 0 && (
          <div>
            <dt>{t("earnings")}</dt>
            <dd>{fullCount(wallet.earnings, locale)}</dd>
          </div>
        )}
      </dl>
      {wallet.allowance && (
        <section className={styles.daily}>
          {wallet.allowance.isClaimed ? (
            <p role="status">{t.rich("claimed", { time: () => <LocalTime atMs={wallet.allowance?.nextAtMs ?? 0} /> })}</p>
          ) : (
            <>
              <p>{t("daily", { count: wallet.allowance.coins })}</p>
              <ClaimButton tone="lit" onDone={() => router.refresh()} />
            </>
          )}
        </section>
      )}
      {hasArrived !== null && <Arrival hasArrived={hasArrived} />}
      {shop && <Shop shop={shop} />}
      {children}
      <section>
        <h2 className={styles.title}>{t("statement")}</h2>
        {lines.length === 0 ? <p className={styles.none}>{t("nothing")}</p> : <Statement lines={lines} />}
      </section>
    </div>
  );
}

function Statement({ lines }: { lines: StatementLine[] }) {
  const t = useTranslations("wallet");
  const locale = useLocale();
  return (
    <ul className={styles.lines}>
      {lines.map(({ id, kind, account, coins, atMs, isReversed, gift, room }) => (
        <li key={id}>
          <span>
            {t(account === "earnings" ? "kind.earned" : `kind.${kind}`)}
            {gift && (
              <small>
                {" "}
                {giftName(gift.names, locale)} ×{fullCount(gift.count, locale)}
              </small>
            )}
            {room && <small lang={room.language}> {room.title}</small>}
            {isReversed && <small> {t("takenBack")}</small>}
          </span>
          <small className="num">
            <LocalTime atMs={atMs} />
          </small>
          <b className="num">
            {coins > 0 ? "+" : "−"}
            {fullCount(Math.abs(coins), locale)}
          </b>
        </li>
      ))}
    </ul>
  );
}
