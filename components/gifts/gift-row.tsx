import { useLocale, useTranslations } from "next-intl";
import type { ChatGift } from "@/components/chat/chat-state";
import { guessLang } from "@/components/chat/text-parts";
import { fullCount } from "@/components/ui/count";
import { giftName } from "./gift-name";
import { GiftPicture } from "./gift-picture";
import styles from "./gift-row.module.css";

/** A gift as one line of the chat; a run of taps is one line whose counter grows. */
export function GiftRow({ entry: { news, count }, roomLanguage }: { entry: ChatGift; roomLanguage: string }) {
  const t = useTranslations("gifts");
  const locale = useLocale();
  return (
    <li className={styles.row} data-gift={news.gift.id} data-count={count}>
      <GiftPicture art={news.gift.art} size={26} />
      <span className={styles.words}>
        {t.rich("row", {
          gift: giftName(news.gift.names, locale),
          from: () => <b lang={guessLang(news.from.name, roomLanguage)}>{news.from.name}</b>,
        })}
      </span>
      <span className={`num ${styles.count}`}>×{fullCount(count, locale)}</span>
    </li>
  );
}
