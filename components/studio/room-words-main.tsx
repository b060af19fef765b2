import { ArrowLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import styles from "@/components/words/words.module.css";
import { WordsColumns } from "@/components/words/words-columns";
import { Link } from "@/lib/i18n/navigation";
import type { WordDesk } from "@/lib/words/schema";

/** The list of words that holds in one room, for those who keep it. */
export function RoomWordsMain({ desk, search }: { desk: WordDesk; search: string }) {
  const t = useTranslations("words");
  return (
    <main className={styles.main} id="main">
      <Link className={styles.back} href={`/studio/rooms/${desk.scope}`} prefetch={false}>
        <ArrowLeft aria-hidden="true" />
        {t("room.back")}
      </Link>
      <h1>{t("room.title")}</h1>
      <p className={styles.lead}>{t("room.lead")}</p>
      <WordsColumns desk={desk} search={search} />
    </main>
  );
}
