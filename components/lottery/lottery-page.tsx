import { ChevronLeft, Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { guessLang } from "@/components/chat/text-parts";
import { CopyButton } from "@/components/ui/copy-button";
import { fullCount } from "@/components/ui/count";
import { LocalTime } from "@/components/ui/local-time";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { Link } from "@/lib/i18n/navigation";
import { exclusions } from "@/lib/lottery/draw";
import type { LotteryPage } from "@/lib/lottery/schema";
import styles from "./lottery-page.module.css";
import { LotteryWho } from "./lottery-who";
import { Recheck } from "./recheck";

/** A lottery for everybody: its terms, what was promised, who won, and the means to recheck it. */
export function LotteryMain({ lottery, room, address }: LotteryPage & { address: string }) {
  const t = useTranslations("lottery");
  const { draw, status } = lottery;
  return (
    <main className={styles.main} id="main" data-lottery={status}>
      <Link className={styles.back} href={`/rooms/${room.id}`} prefetch={false}>
        <ChevronLeft aria-hidden="true" />
        {t("page.toRoom")}
      </Link>
      <header className={styles.head}>
        <p className={styles.plate} data-status={status}>
          {t("title")}・{t(`desk.state.${status}`)}
        </p>
        <h1 lang={room.language}>{lottery.prize}</h1>
        <p className={styles.by}>
          {t.rich("page.by", { host: () => <span lang={room.language}>{room.hostName}</span> })}・
          <span lang={room.language}>{room.title}</span>
        </p>
      </header>
      {status !== "drawn" && <Notice>{t(`page.${status}Text`)}</Notice>}
      <div className={styles.columns}>
        <div className={styles.column}>
          <Terms lottery={lottery} room={room} />
          <Panel title={t("page.promise")}>
            <p className={styles.fine}>{t("page.promiseText")}</p>
            <Digest text={lottery.commitment} />
            {draw && (
              <>
                <h3 className={styles.sub}>{t("page.seed")}</h3>
                <Digest text={draw.seed} />
                <h3 className={styles.sub}>{t("page.entriesHash")}</h3>
                <Digest text={draw.entriesHash} />
              </>
            )}
          </Panel>
        </div>
        <div className={styles.column}>
          {draw && <Winners lottery={lottery} language={room.language} />}
          <Panel title={t("recheck.title")}>
            {draw && <Recheck lotteryId={lottery.id} />}
            <h3 className={styles.sub}>{t("recheck.method")}</h3>
            <ol className={styles.steps}>
              <li>{t("recheck.step1")}</li>
              <li>{t("recheck.step2")}</li>
              <li>{t("recheck.step3")}</li>
            </ol>
            {draw && (
              <>
                <p className={styles.fine}>{t("recheck.command")}</p>
                <Digest text={`npm run lottery:verify -- ${address}`} />
                <a className={styles.file} href={`/api/lotteries/${lottery.id}/proof`} download={`lottery-${lottery.id}.json`}>
                  <Download aria-hidden="true" />
                  {t("recheck.file")}
                </a>
              </>
            )}
          </Panel>
        </div>
      </div>
    </main>
  );
}

function Terms({ lottery, room }: LotteryPage) {
  const t = useTranslations("lottery");
  const locale = useLocale();
  const { draw, status } = lottery;
  return (
    <Panel title={t("page.terms")}>
      <dl className={styles.facts}>
        <dt>{t("keyword")}</dt>
        <dd>
          <span lang={room.language}>{lottery.keyword}</span>
          <small>{t(`entry.${lottery.match}`)}</small>
        </dd>
        <dt>{t("winners")}</dt>
        <dd>{t("winnerCount", { count: lottery.winnerCount })}</dd>
        <dt>{t("who.label")}</dt>
        <dd>
          <LotteryWho lottery={lottery} withAll />
        </dd>
        <dt>{t("page.opened")}</dt>
        <dd>
          <LocalTime atMs={lottery.openedAtMs} />
        </dd>
        <dt>{t(status === "open" ? "page.closes" : "page.closed")}</dt>
        <dd>
          <LocalTime atMs={lottery.closesAtMs} />
        </dd>
        {draw && (
          <>
            <dt>{t("page.drawnAt")}</dt>
            <dd>
              <LocalTime atMs={draw.drawnAtMs} />
            </dd>
            <dt>{t("page.entries")}</dt>
            <dd>
              {t("people", { count: fullCount(draw.entryCount, locale) })}
              {draw.excludedCount > 0 && <small>{t("page.excluded", { count: draw.excludedCount })}</small>}
              {exclusions.map((word) => {
                const count = draw.exclusions[word];
                return count ? <small key={word}>{t(`page.reason.${word}`, { count })}</small> : null;
              })}
            </dd>
          </>
        )}
      </dl>
      <p className={styles.fine}>{t("page.excludedWhy")}</p>
    </Panel>
  );
}

function Winners({ lottery, language }: { lottery: LotteryPage["lottery"]; language: string }) {
  const t = useTranslations("lottery");
  const winners = lottery.draw?.winners ?? [];
  return (
    <Panel title={t("page.winners")}>
      {winners.length === 0 && <p>{t("page.noWinner")}</p>}
      <ol className={styles.winners}>
        {winners.map((winner) => (
          <li key={winner.tag}>
            <b lang={guessLang(winner.name, language)}>{winner.name}</b>
            <code>{winner.tag}</code>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Digest({ text }: { text: string }) {
  const t = useTranslations("lottery.page");
  return (
    <div className={styles.digest}>
      <code>{text}</code>
      <CopyButton text={text} label={t("copy")} />
    </div>
  );
}
