"use client";

import { X } from "lucide-react";
import { useSession } from "next-auth/react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { fullCount } from "@/components/ui/count";
import { IconButton } from "@/components/ui/icon-button";
import { useWallet } from "@/components/wallet/use-wallet";
import { GiftFace } from "./gift-face";
import { GiftInvitation } from "./gift-invitation";
import { GiftSend } from "./gift-send";
import styles from "./gift-sheet.module.css";
import type { RoomGifts } from "./room-gifts";
import { GIFT_SHEET_ID } from "./sheet-id";
import { useCatalogue } from "./use-room-gifts";

/** How many can be sent at once; one is for tapping. */
const quantities = [1, 10, 66, 99] as const;

interface GiftSheetProps {
  gifts: RoomGifts;
  chosenId: string | null;
  onChoose: (giftId: string) => void;
}

/** The sheet that sends gifts: choose one, choose how many, send. Visitors read how to join in. */
export function GiftSheet({ gifts, chosenId, onChoose }: GiftSheetProps) {
  const t = useTranslations("gifts");
  const locale = useLocale();
  const { status } = useSession();
  const wallet = useWallet();
  const catalogue = useCatalogue(gifts) ?? [];
  const [quantity, setQuantity] = useState<number>(1);
  const chosen = catalogue.find((gift) => gift.id === chosenId) ?? catalogue[0];
  return (
    <section className={styles.sheet} id={GIFT_SHEET_ID} popover="auto" role="dialog" aria-label={t("send")}>
      <header className={styles.head}>
        <h2>{t("send")}</h2>
        {wallet && (
          <span className={styles.balance}>
            {t.rich("balance", { count: fullCount(wallet.balance, locale), b: (chunk) => <b className="num">{chunk}</b> })}
          </span>
        )}
        <IconButton label={t("close")} icon={<X aria-hidden="true" />} popoverTarget={GIFT_SHEET_ID} popoverTargetAction="hide" />
      </header>
      <fieldset className={styles.gifts}>
        <legend className="visually-hidden">{t("which")}</legend>
        {catalogue.map((gift) => (
          <label key={gift.id} className={styles.gift}>
            <input
              className="visually-hidden"
              type="radio"
              name="gift"
              value={gift.id}
              checked={gift === chosen}
              onChange={() => onChoose(gift.id)}
            />
            <GiftFace gift={gift} />
          </label>
        ))}
        {catalogue.length === 0 && <p className={styles.none}>{t("none")}</p>}
      </fieldset>
      {status === "unauthenticated" ? (
        <GiftInvitation />
      ) : (
        chosen && (
          <footer className={styles.foot}>
            <fieldset className={styles.quantities}>
              <legend className="visually-hidden">{t("howMany")}</legend>
              {quantities.map((count) => (
                <label key={count} className={styles.quantity}>
                  <input
                    className="visually-hidden"
                    type="radio"
                    name="gift-count"
                    value={count}
                    checked={count === quantity}
                    onChange={() => setQuantity(count)}
                  />
                  <span className="num">{t("times", { count })}</span>
                </label>
              ))}
            </fieldset>
            <GiftSend gifts={gifts} gift={chosen} quantity={quantity} />
          </footer>
        )
      )}
    </section>
  );
}
