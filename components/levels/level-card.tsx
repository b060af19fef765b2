"use client";

import { useLocale, useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import { fullCount } from "@/components/ui/count";
import { experienceParts, weights } from "@/lib/levels/rules";
import type { LevelView } from "@/lib/levels/schema";
import { LevelBadge } from "./level-badge";
import styles from "./level-card.module.css";

/** The reader's level: how far it is to the next, what it rests on, and what each part is worth. */
export function LevelCard({ level: { level, experience, parts, next } }: { level: LevelView }) {
  const t = useTranslations("levels");
  const locale = useLocale();
  const progress: CSSProperties & Record<"--share", number> = {
    "--share": next ? (experience - next.from) / (next.at - next.from) : 1,
  };
  return (
    <section className={styles.card} aria-labelledby="level-title">
      <h2 id="level-title">
        <LevelBadge level={level} />
        {t("title", { level })}
      </h2>
      <p className={styles.next} style={progress} data-experience={experience}>
        {next
          ? t("next", { count: fullCount(next.at - experience, locale), plural: next.at - experience, level: next.level })
          : t("highest")}
      </p>
      <dl className={styles.parts}>
        {experienceParts.map((part) => {
          const { units, experience: worth, mostPerDay } = weights[part];
          const facts = { units, worth, most: mostPerDay ?? 0 };
          return (
            <div key={part}>
              <dt>{t(`part.${part}`, { count: fullCount(parts[part].count, locale), plural: parts[part].count })}</dt>
              <dd className="num" data-part={part}>
                {fullCount(parts[part].experience, locale)}
              </dd>
              <dd className={styles.how}>{t(`how.${part}`, facts)}</dd>
            </div>
          );
        })}
        <div className={styles.sum}>
          <dt>{t("sum")}</dt>
          <dd className="num">{fullCount(experience, locale)}</dd>
        </div>
      </dl>
      <p className={styles.fine}>{t("day")}</p>
    </section>
  );
}
