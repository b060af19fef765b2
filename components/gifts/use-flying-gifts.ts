"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useEffectEvent } from "react";
import { flyGift } from "@/components/danmaku/danmaku-feed";
import { fullCount } from "@/components/ui/count";
import type { GiftNews } from "@/lib/gifts/schema";
import { giftName } from "./gift-name";
import type { RoomGifts } from "./room-gifts";

/** Lets each gift fly in the danmaku's lane for gifts, in the reader's words. */
export function useFlyingGifts({ feed }: RoomGifts): void {
  const t = useTranslations("gifts");
  const locale = useLocale();
  const fly = useEffectEvent(({ id, from, gift, count }: GiftNews) => {
    const text = t("flies", { from: from.name, gift: giftName(gift.names, locale), count: fullCount(count, locale) });
    flyGift({ id, text, lang: locale });
  });
  useEffect(() => feed.onFresh((news) => fly(news)), [feed]);
}
