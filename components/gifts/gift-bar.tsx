"use client";

import { Wallet } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { fullCount } from "@/components/ui/count";
import { useWallet } from "@/components/wallet/use-wallet";
import styles from "./gift-bar.module.css";
import { GiftFace } from "./gift-face";
import type { RoomGifts } from "./room-gifts";
import { GIFT_SHEET_ID } from "./sheet-id";
import { useCatalogue } from "./use-room-gifts";

interface GiftBarProps {
  gifts: RoomGifts;
  onChoose: (giftId: string) => void;
}

/** The stall under the picture: every gift with its price, and the reader's coins. A gift opens the sheet that sends it. */
export function GiftBar({ gifts, onChoose }: GiftBarProps) {
  const t = useTranslations("gifts");
  const locale = useLocale();
  const catalogue = useCatalogue(gifts);
  const wallet = useWallet();
  if (catalogue?.length === 0) return null;
  return (
    <section className={styles.bar} aria-label={t("title")} aria-busy={catalogue === null}>
      <ul className={styles.gifts}>
        {catalogue?.map((gift) => (
          <li key={gift.id}>
            <button type="button" popoverTarget={GIFT_SHEET_ID} onClick={() => onChoose(gift.id)}>
              <GiftFace gift={gift} />
            </button>
          </li>
        ))}
      </ul>
      {wallet && (
        <div className={styles.purse}>
          <span>
            {t.rich("balance", { count: fullCount(wallet.balance, locale), b: (chunk) => <b className="num">{chunk}</b> })}
          </span>
          <ButtonLink size="small" href="/wallet" prefetch={false} icon={<Wallet aria-hidden="true" />}>
            {t("getCoins")}
          </ButtonLink>
        </div>
      )}
    </section>
  );
}
