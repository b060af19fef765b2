import { BookX, Plus, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { ClientMessages } from "@/components/site/client-messages";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import type { WordDesk } from "@/lib/words/schema";
import { SettingsForm } from "./settings-form";
import { TransferPanel } from "./transfer-panel";
import { TryBox } from "./try-box";
import { WordForm } from "./word-form";
import { WordRow } from "./word-row";
import styles from "./words.module.css";

/** A list of words with all that is done to it: of the site at the desk, of a room in its studio. */
export function WordsColumns({ desk, search }: { desk: WordDesk; search: string }) {
  const t = useTranslations("words");
  const { scope, words, total, settings } = desk;
  return (
    <ClientMessages areas={["words"]}>
      <div className={styles.columns}>
        <div className={styles.stack}>
          <Panel title={t("new")} icon={<Plus aria-hidden="true" />}>
            <WordForm scope={scope} word={null} />
          </Panel>
          <Panel
            title={t("list")}
            icon={<BookX aria-hidden="true" />}
            aside={<span className={styles.count}>{t("count", { count: total })}</span>}
          >
            <form className={styles.search}>
              <TextField label={t("search")} name="q" type="search" defaultValue={search} maxLength={100} />
              <Button type="submit" icon={<Search aria-hidden="true" />}>
                {t("find")}
              </Button>
            </form>
            {words.length === 0 ? (
              <p className={styles.empty}>{t(search === "" ? "empty" : "nothing")}</p>
            ) : (
              <ul className={styles.entries}>
                {words.map((word) => (
                  <WordRow key={word.id} scope={scope} word={word} />
                ))}
              </ul>
            )}
            {total > words.length && <p className={styles.empty}>{t("more", { shown: words.length })}</p>}
          </Panel>
        </div>
        <div className={styles.stack}>
          <TryBox scope={scope} />
          <SettingsForm key={JSON.stringify(settings)} scope={scope} settings={settings} />
          <TransferPanel scope={scope} />
        </div>
      </div>
    </ClientMessages>
  );
}
