"use client";

import { X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type CSSProperties, useId } from "react";
import { fullCount } from "@/components/ui/count";
import { IconButton } from "@/components/ui/icon-button";
import { PopularityMark } from "@/components/ui/popularity-mark";
import { HALF_LIFE_MS, minuteCaps, points, popularityParts } from "@/lib/popularity/rules";
import type { RoomSnapshot } from "@/lib/rooms/schema";
import styles from "./popularity-button.module.css";

/** What the texts may name of the formula, so that they never say something else than the rules. */
const FORMULA = {
  halfLife: HALF_LIFE_MS / 60_000,
  viewer: points.viewerMinute,
  visitor: points.visitorMinute,
  message: points.message,
  like: points.like,
  coin: points.coin,
  mostMessages: minuteCaps.messages,
  mostLikes: minuteCaps.likes,
  mostGifts: minuteCaps.gifts,
};

/** The popularity mark of a room; pressed, it shows the points behind the room's place, their parts and how they are counted. */
export function PopularityButton({ level, popularity }: { level: number; popularity: RoomSnapshot["popularity"] }) {
  const t = useTranslations("room.popularity");
  const locale = useLocale();
  const id = useId();
  const { score, parts } = popularity;
  const most = Math.max(1, ...popularityParts.map((part) => parts[part]));
  return (
    <>
      <button type="button" className={styles.mark} popoverTarget={id} title={t("open")}>
        <PopularityMark level={level} />
        <span className="visually-hidden">{t("open")}</span>
      </button>
      <div className={styles.sheet} id={id} popover="auto" role="dialog" aria-labelledby={`${id}-title`}>
        <IconButton
          className={styles.close}
          label={t("close")}
          icon={<X aria-hidden="true" />}
          popoverTarget={id}
          popoverTargetAction="hide"
        />
        <h2 id={`${id}-title`}>
          {t.rich("title", {
            score: fullCount(score, locale),
            plural: score,
            num: (chunk) => (
              <span className="num" data-score={score}>
                {chunk}
              </span>
            ),
          })}
        </h2>
        <dl className={styles.parts}>
          {popularityParts.map((part) => {
            const share: CSSProperties & Record<"--share", number> = { "--share": parts[part] / most };
            return (
              <div key={part} className={styles.part}>
                <dt>{t(`part.${part}`)}</dt>
                <dd className="num" data-part={part}>
                  {fullCount(parts[part], locale)}
                </dd>
                <dd className={styles.how} style={share}>
                  {t(`how.${part}`, FORMULA)}
                </dd>
              </div>
            );
          })}
        </dl>
        <p className={styles.rule}>{t("rule", FORMULA)}</p>
      </div>
    </>
  );
}
