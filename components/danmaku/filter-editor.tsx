"use client";

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Choice } from "./choice";
import styles from "./danmaku-panel.module.css";
import { isPattern } from "./filters";
import { type DanmakuFilter, danmakuFilter, type FilterKind, withFilter, withoutFilter } from "./settings";
import { danmakuSettings } from "./settings-store";

const kinds = danmakuFilter.shape.kind.options;

/** The viewer's own list of what does not fly: words, people, regular expressions. */
export function FilterEditor({ filters }: { filters: readonly DanmakuFilter[] }) {
  const t = useTranslations("room.danmaku");
  const [kind, setKind] = useState<FilterKind>("word");
  const [value, setValue] = useState("");
  const errorId = useId();
  const text = value.trim();
  const isBroken = kind === "pattern" && text !== "" && !isPattern(text);

  const add = (event: FormEvent) => {
    event.preventDefault();
    if (text === "" || isBroken) return;
    danmakuSettings.change((before) => withFilter(before, { kind, value: text }));
    setValue("");
  };
  return (
    <section className={styles.filters} aria-label={t("filters")}>
      <h3>{t("filters")}</h3>
      <p className={styles.hint}>{t("filtersHint")}</p>
      <form onSubmit={add}>
        <Choice
          label={t("kind")}
          options={kinds.map((one) => ({ value: one, label: t(`kinds.${one}`) }))}
          value={kind}
          onChange={(next) => setKind(next)}
        />
        <div className={styles.add}>
          <input
            value={value}
            onChange={(event) => setValue(event.target.value)}
            maxLength={200}
            placeholder={t(`placeholders.${kind}`)}
            aria-label={t(`kinds.${kind}`)}
            aria-invalid={isBroken || undefined}
            aria-describedby={errorId}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
          />
          <Button type="submit" size="small" icon={<Plus aria-hidden="true" />} aria-disabled={text === "" || isBroken}>
            {t("add")}
          </Button>
        </div>
        <p className={styles.error} id={errorId} role="status">
          {isBroken && t("notPattern")}
        </p>
      </form>
      <ul>
        {filters.map((filter) => (
          <FilterRow key={`${filter.kind} ${filter.value}`} filter={filter} />
        ))}
      </ul>
    </section>
  );
}

function FilterRow({ filter }: { filter: DanmakuFilter }) {
  const t = useTranslations("room.danmaku");
  return (
    <li data-filter={filter.kind}>
      <span className={styles.kind}>{t(`kinds.${filter.kind}`)}</span>
      <span className={styles.value}>
        {filter.value}
        {filter.isTooSlow && <em>{t("tooSlow")}</em>}
      </span>
      <IconButton
        size="small"
        label={t("remove", { value: filter.value })}
        icon={<X aria-hidden="true" />}
        onClick={() => danmakuSettings.change((before) => withoutFilter(before, filter))}
      />
    </li>
  );
}
