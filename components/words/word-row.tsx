"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { ConfirmPopover } from "@/components/ui/confirm-popover";
import type { WordRule } from "@/lib/words/schema";
import { useSend } from "./use-send";
import { WordForm } from "./word-form";
import styles from "./words.module.css";

/** One entry of a list; opens to be changed. */
export function WordRow({ scope, word }: { scope: string; word: WordRule }) {
  const t = useTranslations("words");
  const { state, send } = useSend();
  const marks = [
    word.kind === "pattern" && t("kind.pattern"),
    word.isPart && t("mark.isPart"),
    word.bySound && t("mark.bySound"),
    scope === "site" && word.action !== "allow" && !word.isFirm && t("mark.isFirm"),
    word.action === "replace" && word.replacement && `→ ${word.replacement}`,
  ].filter(Boolean);
  return (
    <li>
      <details className={styles.entry}>
        <summary>
          <span className={styles.action} data-action={word.action}>
            {t(`action.${word.action}`)}
          </span>
          <bdi className={word.kind === "pattern" ? styles.pattern : styles.word}>{word.text}</bdi>
          <span className={styles.marks}>{marks.join("・")}</span>
        </summary>
        <div className={styles.opened}>
          <WordForm key={JSON.stringify(word)} scope={scope} word={word} />
          <ConfirmPopover
            label={t("remove")}
            size="small"
            tone="quiet"
            icon={<Trash2 aria-hidden="true" />}
            question={t("removeQuestion", { word: word.text })}
            consequence={t("removeConsequence")}
          >
            <Button
              tone="beni"
              icon={<Trash2 aria-hidden="true" />}
              aria-busy={state === "sending"}
              onClick={() => send("DELETE", `/api/words/${scope}/${word.id}`, {})}
            >
              {t("remove")}
            </Button>
          </ConfirmPopover>
        </div>
      </details>
    </li>
  );
}
