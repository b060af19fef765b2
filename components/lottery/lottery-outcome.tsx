"use client";

import { Moon, PartyPopper } from "lucide-react";
import { useTranslations } from "next-intl";
import { guessLang } from "@/components/chat/text-parts";
import { Link } from "@/lib/i18n/navigation";
import type { LotteryStatus, LotteryView } from "@/lib/lottery/schema";
import styles from "./lottery-card.module.css";

const NAMES_SHOWN = 6;

interface LotteryOutcomeProps {
  lottery: LotteryView;
  status: LotteryStatus;
  readerId: string | null;
  language: string;
}

/** What became of a lottery: being drawn, its winners, or cancelled; with the way to its public page. */
export function LotteryOutcome({ lottery, status, readerId, language }: LotteryOutcomeProps) {
  const t = useTranslations("lottery.card");
  if (status !== "drawn" || !lottery.draw) {
    return (
      <p className={styles.note} role="status">
        {status === "cancelled" && <Moon aria-hidden="true" />}
        {t(status === "cancelled" ? "cancelled" : "drawing")}
      </p>
    );
  }
  const { winners } = lottery.draw;
  const hasWon = winners.some((winner) => winner.userId === readerId);
  const shown = winners.slice(0, NAMES_SHOWN);
  return (
    <div className={styles.body}>
      <div role="status">
        <p className={hasWon ? styles.won : styles.note}>
          {hasWon && <PartyPopper aria-hidden="true" />}
          <b>{hasWon ? t("won") : t(winners.length === 0 ? "nobody" : "drawn")}</b> {hasWon && t("wonHint")}
        </p>
        {shown.length > 0 && (
          <ol className={styles.winners}>
            {shown.map((winner) => (
              <li key={winner.userId} lang={guessLang(winner.name, language)} data-mine={winner.userId === readerId || undefined}>
                {winner.name}
              </li>
            ))}
            {winners.length > shown.length && <li>{t("others", { count: winners.length - shown.length })}</li>}
          </ol>
        )}
      </div>
      <Link className={styles.link} href={`/lotteries/${lottery.id}`} prefetch={false} target="_blank">
        {t("proof")}
      </Link>
    </div>
  );
}
