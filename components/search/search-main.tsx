import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import ground from "@/components/directory/directory-main.module.css";
import { EmptySquare } from "@/components/directory/empty-square";
import { ClientMessages } from "@/components/site/client-messages";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { SearchResults } from "@/lib/search/schema";
import { FoundHosts, FoundRooms } from "./found";
import styles from "./search-main.module.css";

/** Why a search was not carried out: the key of a sentence. */
export type SearchFault = "tooLong" | "unreadable" | "limited";

interface SearchMainProps {
  locale: string;
  words: string;
  results?: SearchResults;
  fault?: SearchFault;
}

/** The search: a form that any browser sends, and what was found. */
export function SearchMain({ locale, words, results, fault }: SearchMainProps) {
  const t = useTranslations("directory.search");
  const count = (results?.rooms.length ?? 0) + (results?.hosts.length ?? 0);
  return (
    <main className={ground.main} id="main" data-ground="sky">
      <div className={ground.page}>
        <h1 className={styles.title}>{t("title")}</h1>
        <search>
          <form className={styles.form} action={`/${locale}/search`}>
            <TextField
              label={t("label")}
              name="q"
              type="search"
              defaultValue={words}
              placeholder={t("placeholder")}
              maxLength={100}
              enterKeyHint="search"
              error={fault && fault !== "limited" ? t(fault) : null}
            />
            <Button type="submit" tone="lit" icon={<Search aria-hidden="true" />}>
              {t("button")}
            </Button>
          </form>
        </search>
        {fault === "limited" && (
          <Notice tone="refused" role="alert">
            {t("limited")}
          </Notice>
        )}
        {!fault && words === "" && <p className={styles.ask}>{t("ask")}</p>}
        {!fault && words !== "" && count === 0 && <EmptySquare text={`${t("nothing", { words })} ${t("hint")}`} />}
        {results?.isSimilar && <Notice>{t("similar")}</Notice>}
        {results && count > 0 && (
          <ClientMessages areas={["directory"]}>
            <FoundHosts hosts={results.hosts} />
            <FoundRooms rooms={results.rooms} />
          </ClientMessages>
        )}
      </div>
    </main>
  );
}
