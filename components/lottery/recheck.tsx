"use client";

import { Check, ShieldCheck, TriangleAlert, X } from "lucide-react";
import { useSession } from "next-auth/react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { fullCount } from "@/components/ui/count";
import { Notice } from "@/components/ui/notice";
import { type DrawCheck, drawChecks, entryTag } from "@/lib/lottery/draw";
import styles from "./lottery-page.module.css";
import { type Recheck as Outcome, recheckHere } from "./recheck-here";

/** The button that draws again in the reader's own browser, and what came of it. */
export function Recheck({ lotteryId }: { lotteryId: string }) {
  const t = useTranslations("lottery.recheck");
  const locale = useLocale();
  const { data: session } = useSession();
  const [outcome, setOutcome] = useState<Outcome | "running" | "failed" | null>(null);
  const run = async () => {
    setOutcome("running");
    setOutcome((await recheckHere(lotteryId)) ?? "failed");
  };
  const userId = session?.user?.id;
  const isDone = outcome !== null && typeof outcome === "object";
  const agrees = isDone && drawChecks.every((check) => outcome.checks[check]) && outcome.seen !== false;

  return (
    <div className={styles.recheck}>
      <p>{t("text")}</p>
      <Button tone="lit" icon={<ShieldCheck aria-hidden="true" />} aria-busy={outcome === "running"} onClick={run}>
        {t(outcome === "running" ? "running" : isDone ? "again" : "run")}
      </Button>
      <div role="status">
        {outcome === "failed" && <Notice tone="refused">{t("failed")}</Notice>}
        {isDone && (
          <>
            <Notice tone={agrees ? "done" : "refused"}>{t(agrees ? "agrees" : "differs")}</Notice>
            <ul className={styles.checks} data-recheck={agrees ? "agrees" : "differs"}>
              {drawChecks.map((check: DrawCheck) => (
                <CheckLine key={check} isRight={outcome.checks[check]} text={t(`check.${check}`)} />
              ))}
              {outcome.seen !== null && <CheckLine isRight={outcome.seen} text={t("check.seen")} />}
            </ul>
            {userId && <p className={styles.own}>{t(`check.${placeOf(lotteryId, userId, outcome)}`)}</p>}
            <p className={styles.fine}>{t("took", { entries: outcome.entries.length, ms: fullCount(outcome.tookMs, locale) })}</p>
          </>
        )}
      </div>
    </div>
  );
}

function placeOf(lotteryId: string, userId: string, { entries }: Outcome): "in" | "out" | "absent" {
  const tag = entryTag(lotteryId, userId);
  const own = entries.find((entry) => entry.tag === tag);
  if (!own) return "absent";
  return own.exclusion !== null ? "out" : "in";
}

function CheckLine({ isRight, text }: { isRight: boolean; text: string }) {
  const t = useTranslations("lottery.recheck");
  return (
    <li className={isRight ? styles.right : styles.wrong}>
      {isRight ? <Check className={styles.mark} aria-hidden="true" /> : <X className={styles.mark} aria-hidden="true" />}
      {text}
      {!isRight && (
        <span className={styles.no}>
          <TriangleAlert aria-hidden="true" />
          {t("no")}
        </span>
      )}
    </li>
  );
}
