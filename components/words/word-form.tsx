"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { MAX_PATTERN_LENGTH, MAX_REPLACEMENT_LENGTH, type WordRule, wordActions, wordKinds } from "@/lib/words/schema";
import { SendForm } from "./send-form";
import { useSend } from "./use-send";
import styles from "./words.module.css";

/** The form of an entry: a new one, or a stored one to be changed. */
export function WordForm({ scope, word }: { scope: string; word: WordRule | null }) {
  const t = useTranslations("words");
  const { state, send, errorOf, alert } = useSend();
  const [action, setAction] = useState(word?.action ?? "refuse");
  const [kind, setKind] = useState(word?.kind ?? "word");
  const id = useId();

  const save = async (form: HTMLFormElement) => {
    const fields = new FormData(form);
    const isOn = (name: string) => fields.get(name) === "on";
    const body = {
      kind,
      action,
      text: String(fields.get("text")),
      replacement: String(fields.get("replacement") ?? ""),
      isPart: isOn("isPart"),
      bySound: isOn("bySound"),
      isFirm: scope !== "site" || isOn("isFirm"),
    };
    const isDone = await send(word ? "PUT" : "POST", `/api/words/${scope}${word ? `/${word.id}` : ""}`, body);
    if (isDone && !word) form.reset();
  };
  const flag = (name: "isPart" | "bySound" | "isFirm", isOn: boolean) => (
    <label className={styles.switch}>
      <input type="checkbox" name={name} defaultChecked={isOn} aria-describedby={`${id}-${name}`} />
      <span>
        {t(`flag.${name}`)}
        <small id={`${id}-${name}`}>{t(`hint.${name}`)}</small>
      </span>
    </label>
  );

  return (
    <SendForm alert={alert} onSend={save}>
      <div className={styles.row}>
        <SelectField label={t("field.kind")} value={kind} onChange={({ target }) => setKind(target.value as typeof kind)}>
          {wordKinds.map((one) => (
            <option key={one} value={one}>
              {t(`kind.${one}`)}
            </option>
          ))}
        </SelectField>
        <SelectField label={t("field.action")} value={action} onChange={({ target }) => setAction(target.value as typeof action)}>
          {wordActions.map((one) => (
            <option key={one} value={one}>
              {t(`action.${one}`)}
            </option>
          ))}
        </SelectField>
      </div>
      <TextField
        label={t(`kind.${kind}`)}
        name="text"
        required
        mono={kind === "pattern"}
        maxLength={MAX_PATTERN_LENGTH}
        autoComplete="off"
        defaultValue={word?.text}
        hint={t(`hint.${kind}`)}
        error={errorOf("text")}
      />
      {action === "replace" && (
        <TextField
          label={t("field.replacement")}
          name="replacement"
          maxLength={MAX_REPLACEMENT_LENGTH}
          autoComplete="off"
          defaultValue={word?.replacement}
          hint={t("hint.replacement")}
        />
      )}
      {kind === "word" && flag("isPart", word?.isPart ?? false)}
      {kind === "word" && flag("bySound", word?.bySound ?? false)}
      {scope === "site" && action !== "allow" && flag("isFirm", word?.isFirm ?? true)}
      <div className={styles.foot}>
        <Button type="submit" tone={word ? "line" : "lit"} aria-busy={state === "sending"}>
          {t(word ? "save" : "add")}
        </Button>
        {state === "done" && (
          <Notice tone="done" role="status">
            {t(word ? "saved" : "added")}
          </Notice>
        )}
      </div>
    </SendForm>
  );
}
