"use client";

import { useTranslations } from "next-intl";
import { Face } from "@/components/ui/face";
import styles from "./mention-list.module.css";
import { guessLang } from "./text-parts";
import type { MentionSearch } from "./use-mention-search";

interface MentionListProps {
  id: string;
  search: MentionSearch;
  roomLanguage: string;
}

/** The people that are offered while a name is typed; the input keeps the focus and names the chosen one. */
export function MentionList({ id, search, roomLanguage }: MentionListProps) {
  const t = useTranslations("room.chat");
  const { people, chosen, take } = search;
  return (
    <>
      <p className="visually-hidden" role="status">
        {people.length > 0 && t("peopleCount", { count: people.length })}
      </p>
      {people.length > 0 && (
        <div className={styles.list} id={id} role="listbox" aria-label={t("people")}>
          {people.map((person, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled where the focus is, in the input
            <div
              key={person.id}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === chosen}
              tabIndex={-1}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => take(person)}
            >
              <Face name={person.name} sizeRem={1.5} />
              <span lang={guessLang(person.name, roomLanguage)}>{person.name}</span>
            </div>
          ))}
        </div>
      )}
    </>
  );
}
