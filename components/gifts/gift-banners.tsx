"use client";

import { useLocale, useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { fullCount } from "@/components/ui/count";
import type { Banner } from "./banner-queue";
import styles from "./gift-banners.module.css";
import { GiftEffect } from "./gift-effect";
import { giftName } from "./gift-name";
import { GiftPicture } from "./gift-picture";
import type { RoomGifts } from "./room-gifts";
import { useFlyingGifts } from "./use-flying-gifts";

/** Over the picture: who gives what, with running counters, and the effect that plays now. */
export function GiftBanners({ gifts }: { gifts: RoomGifts }) {
  const { feed } = gifts;
  useFlyingGifts(gifts);
  const { banners, effect } = useSyncExternalStore(feed.subscribe, feed.getView, feed.getView);
  return (
    <div className={styles.layer}>
      {effect && <GiftEffect key={effect.id} news={effect} />}
      <div className={styles.banners} role="status" aria-atomic="false">
        {banners.map((banner) => (
          <GiftBanner key={banner.key} banner={banner} />
        ))}
      </div>
    </div>
  );
}

function GiftBanner({ banner: { news, count } }: { banner: Banner }) {
  const t = useTranslations("gifts");
  const locale = useLocale();
  return (
    <p className={styles.banner} data-combo={count}>
      <GiftPicture art={news.gift.art} size={36} className={styles.art} />
      <span className={styles.words}>
        <b>
          <bdi>{news.from.name}</bdi>
        </b>
        <small>{t("gave", { gift: giftName(news.gift.names, locale) })}</small>
      </span>
      {/* The number swaps in place; a screen reader hears of the gift once. */}
      <span className={`num ${styles.count}`} aria-hidden="true">
        ×{fullCount(count, locale)}
      </span>
    </p>
  );
}
