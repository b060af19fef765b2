import { PhoneIncoming } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { fullCount } from "@/components/ui/count";
import { LocalTime } from "@/components/ui/local-time";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import type { CallbackHealth } from "@/lib/desk/schema";
import styles from "./callbacks-panel.module.css";

const BEFORE = "im Group.CallbackBeforeSendMsg";
const AFTER = "im Group.CallbackAfterSendMsg";

/** What the vendors tell us: how often, how late, and how long our answers take. */
export function CallbacksPanel({ callbacks }: { callbacks: readonly CallbackHealth[] }) {
  const t = useTranslations("desk.callbacks");
  const locale = useLocale();
  const span = (average: number | null, most: number | null) =>
    average === null || most === null
      ? t("none")
      : t("span", { average: fullCount(average, locale), most: fullCount(most, locale) });
  const isHeard = (name: string) => callbacks.some((one) => one.name === name);
  return (
    <Panel title={t("title")} icon={<PhoneIncoming aria-hidden="true" />}>
      <p className={styles.lead}>{callbacks.length === 0 ? t("empty") : t("lead")}</p>
      {isHeard(BEFORE) && !isHeard(AFTER) && <Notice tone="refused">{t("noAfter")}</Notice>}
      {callbacks.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        <section className={styles.scroll} tabIndex={0} aria-label={t("title")}>
          <table className={styles.table}>
            <thead>
              <tr>
                {(["name", "perMinute", "age", "took", "failed", "heard"] as const).map((key) => (
                  <th key={key} scope="col">
                    {t(key)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {callbacks.map(({ name, perMinute, ageMs, oldestMs, tookMs, longestMs, failed, heardAtMs }) => (
                <tr key={name} data-callback={name}>
                  <th scope="row">{name}</th>
                  <td className="num">{fullCount(perMinute, locale)}</td>
                  <td className="num">{span(ageMs, oldestMs)}</td>
                  <td className="num">{span(tookMs, longestMs)}</td>
                  <td className="num" data-hot={failed > 0}>
                    {fullCount(failed, locale)}
                  </td>
                  <td className="num">
                    <LocalTime atMs={heardAtMs} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Panel>
  );
}
