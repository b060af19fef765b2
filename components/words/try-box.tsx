"use client";

import { FlaskConical } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import { Panel } from "@/components/ui/panel";
import { wordTrial } from "@/lib/words/schema";
import { SendForm } from "./send-form";
import { useSend } from "./use-send";
import styles from "./words.module.css";

/** Shows what would become of a text, and which entries decide. */
export function TryBox({ scope }: { scope: string }) {
  const t = useTranslations("words");
  const { state, answer, send, alert } = useSend();
  const trial = wordTrial.safeParse(answer).data;
  return (
    <Panel title={t("try.title")} icon={<FlaskConical aria-hidden="true" />}>
      <SendForm
        alert={alert}
        onSend={(form) => send("POST", `/api/words/${scope}/try`, { text: String(new FormData(form).get("text")) })}
      >
        <TextArea label={t("try.text")} name="text" rows={3} required maxLength={2_000} hint={t("try.hint")} />
        <Button type="submit" aria-busy={state === "sending"}>
          {t("try.run")}
        </Button>
      </SendForm>
      {trial && (
        <div className={styles.trial} role="status">
          <p>
            <span className={styles.action} data-action={trial.outcome}>
              {t(`outcome.${trial.outcome}`)}
            </span>
          </p>
          {trial.outcome === "replace" && <blockquote dir="auto">{trial.text}</blockquote>}
          <ul>
            {trial.hits.map((hit) => (
              <li key={`${hit.id} ${hit.found} ${hit.scope}`} className={hit.isLifted ? styles.lifted : undefined}>
                {t(hit.isLifted ? "try.lifted" : `try.${hit.scope}`, {
                  found: hit.found,
                  word: hit.text,
                  action: t(`action.${hit.action}`),
                })}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
}
