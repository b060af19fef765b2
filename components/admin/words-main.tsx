import { useTranslations } from "next-intl";
import styles from "@/components/words/words.module.css";
import { WordsColumns } from "@/components/words/words-columns";
import type { WordDesk } from "@/lib/words/schema";

/** The list of words that holds in all rooms. */
export function WordsMain({ desk, search }: { desk: WordDesk; search: string }) {
  const t = useTranslations("words");
  return (
    <main className={styles.main} id="main">
      <h1>{t("site.title")}</h1>
      <p className={styles.lead}>{t("site.lead")}</p>
      <WordsColumns desk={desk} search={search} />
    </main>
  );
}
