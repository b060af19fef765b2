"use client";

import { useLocale, useTranslations } from "next-intl";
import { fullCount } from "@/components/ui/count";
import { LocalTime } from "@/components/ui/local-time";
import { Notice } from "@/components/ui/notice";
import type { LedgerLine } from "@/lib/wallet/schema";
import styles from "./ledger-table.module.css";
import { ReverseForm } from "./reverse-form";

/** The newest movements of coins, each with all of its sides. */
export function LedgerTable({ lines }: { lines: LedgerLine[] }) {
  const t = useTranslations("admin");
  if (lines.length === 0) return <Notice>{t("ledger.empty")}</Notice>;
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{t("ledger.lines")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("ledger.number")}</th>
          <th scope="col">{t("ledger.what")}</th>
          <th scope="col">{t("ledger.moves")}</th>
          <th scope="col">
            <span className="visually-hidden">{t("ledger.takeBack")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id} data-reversed={line.isReversed}>
            <th scope="row" className="num">
              {line.id}
            </th>
            <td>
              <b>{t(`ledger.kind.${line.kind}`)}</b>
              <small className="num">
                <LocalTime atMs={line.atMs} />
                {line.actorName && `・${line.actorName}`}
              </small>
              {line.reason && <small>{line.reason}</small>}
            </td>
            <td>
              <Moves line={line} />
            </td>
            <td className={styles.act}>
              {line.isReversed && <small>{t("ledger.isReversed")}</small>}
              {line.isReversible && <ReverseForm line={line} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Moves({ line }: { line: LedgerLine }) {
  const t = useTranslations("admin");
  const locale = useLocale();
  return (
    <ul className={styles.moves}>
      {line.moves.map(({ account, name, coins }) => (
        <li key={`${account}${name}`}>
          <span>{t.rich(`ledger.side.${account}`, { name: name ?? "", b: (chunk) => <b>{chunk}</b> })}</span>
          <span className="num">
            {coins > 0 ? "+" : "−"}
            {fullCount(Math.abs(coins), locale)}
          </span>
        </li>
      ))}
    </ul>
  );
}
