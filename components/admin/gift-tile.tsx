"use client";

import { ChevronDown } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { fullCount } from "@/components/ui/count";
import type { DeskGift } from "@/lib/gifts/schema";
import { GiftForm } from "./gift-form";
import styles from "./gift-tile.module.css";

const nameKeys = { ja: "nameJa", en: "nameEn", zh: "nameZh" } as const;

/** One gift of the catalogue as a row that opens to its form. */
export function GiftTile({ gift }: { gift: DeskGift }) {
  const t = useTranslations("admin");
  const locale = useLocale();
  return (
    <li>
      <details className={styles.gift} data-off={!gift.isOn}>
        <summary>
          {/* biome-ignore lint/performance/noImgElement: an SVG gains nothing from the image optimizer. */}
          <img src={gift.art} alt="" width="40" height="40" />
          <span className={styles.name}>
            <b>{gift[nameKeys[locale as keyof typeof nameKeys]]}</b>
            <small>{gift.id}</small>
          </span>
          <span className={styles.state}>{t(gift.isOn ? "gifts.on" : "gifts.off")}</span>
          <span className={`num ${styles.price}`}>{fullCount(gift.price, locale)}</span>
          <span className={`num ${styles.given}`}>
            {t("gifts.given", { count: gift.given, coins: fullCount(gift.coins, locale) })}
          </span>
          <ChevronDown aria-hidden="true" />
        </summary>
        <div className={styles.form}>
          <GiftForm gift={gift} position={gift.position} />
        </div>
      </details>
    </li>
  );
}
