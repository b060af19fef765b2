import { Check, Coins, TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { ClientMessages } from "@/components/site/client-messages";
import { fullCount } from "@/components/ui/count";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { isReconciled } from "@/lib/wallet/rules";
import type { LedgerLine, LedgerReport } from "@/lib/wallet/schema";
import desk from "./desk-main.module.css";
import { GrantForm } from "./grant-form";
import styles from "./ledger-main.module.css";
import { LedgerTable } from "./ledger-table";

interface LedgerMainProps {
  report: LedgerReport;
  lines: LedgerLine[];
  /** Of the grant's form, so that sending it twice gives once. */
  requestId: string;
}

/** The books as the admin sees them: whether they are right, where the coins are, and the newest movements. */
export function LedgerMain({ report, lines, requestId }: LedgerMainProps) {
  const t = useTranslations("admin");
  const locale = useLocale();
  const isRight = isReconciled(report);
  const summary = [
    { key: "difference", value: report.difference, isHot: report.difference !== 0 },
    { key: "unbalanced", value: report.unbalanced, isHot: report.unbalanced !== 0 },
    { key: "drifted", value: report.drifted, isHot: report.drifted !== 0 },
    { key: "unmatched", value: report.unmatched, isHot: report.unmatched !== 0 },
    { key: "transactions", value: report.transactions, isHot: false },
  ];
  return (
    <main className={desk.desk} id="main">
      <h1 className="visually-hidden">{t("ledger.title")}</h1>
      <dl className={desk.summary}>
        {summary.map(({ key, value, isHot }) => (
          <div key={key} data-hot={isHot}>
            <dt>{t(`ledger.summary.${key}`)}</dt>
            <dd data-figure={key}>{fullCount(value, locale)}</dd>
          </div>
        ))}
      </dl>
      <ClientMessages areas={["admin"]}>
        <section className={desk.wall} aria-label={t("ledger.lines")}>
          <LedgerTable lines={lines} />
        </section>
        <div className={desk.side}>
          <Panel title={t("ledger.books")} icon={isRight ? <Check aria-hidden="true" /> : <TriangleAlert aria-hidden="true" />}>
            <Notice tone={isRight ? "done" : "refused"}>{t(isRight ? "ledger.right" : "ledger.wrong")}</Notice>
            <table className={styles.accounts}>
              <caption className="visually-hidden">{t("ledger.accounts")}</caption>
              <tbody>
                {report.accounts.map(({ kind, coins }) => (
                  <tr key={kind}>
                    <th scope="row">{t(`ledger.account.${kind}`)}</th>
                    <td className="num">{fullCount(coins, locale)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Panel>
          <Panel title={t("ledger.grant")} icon={<Coins aria-hidden="true" />}>
            <GrantForm requestId={requestId} />
          </Panel>
        </div>
      </ClientMessages>
    </main>
  );
}
