import { useLocale } from "next-intl";
import { fullCount } from "@/components/ui/count";
import type { GiftCard } from "@/lib/gifts/schema";
import styles from "./gift-face.module.css";
import { giftName } from "./gift-name";
import { GiftPicture } from "./gift-picture";

/** A gift as it lies on the stall: picture, name, price. */
export function GiftFace({ gift }: { gift: GiftCard }) {
  const locale = useLocale();
  return (
    <>
      <GiftPicture art={gift.art} size={38} />
      <span className={styles.name}>{giftName(gift.names, locale)}</span>
      <span className={`num ${styles.price}`}>{fullCount(gift.price, locale)}</span>
    </>
  );
}
