"use client";

import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, SelectField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { MAX_IMPORT_LENGTH, type TransferFormat, transferFormats, wordActions } from "@/lib/words/schema";
import { SendForm } from "./send-form";
import { useSend } from "./use-send";
import styles from "./words.module.css";

/** Takes a list in from a file, and gives it out as one. */
export function TransferPanel({ scope }: { scope: string }) {
  const t = useTranslations("words");
  const { state, answer, send, errorOf, alert } = useSend();
  const [isTooLarge, setIsTooLarge] = useState(false);

  const take = async (form: HTMLFormElement) => {
    const fields = new FormData(form);
    const file = fields.get("file");
    if (!(file instanceof File)) return;
    setIsTooLarge(file.size > MAX_IMPORT_LENGTH);
    if (file.size > MAX_IMPORT_LENGTH) return;
    const body = {
      format: formatOf(file.name),
      text: await file.text(),
      action: String(fields.get("action")),
      isReplacing: fields.get("isReplacing") === "on",
    };
    if (await send("POST", `/api/words/${scope}/import`, body)) form.reset();
  };

  return (
    <Panel title={t("transfer.title")} icon={<FileUp aria-hidden="true" />}>
      <SendForm alert={alert} onSend={take}>
        <Field label={t("transfer.file")} hint={t("transfer.hint")} error={isTooLarge ? t("fault.too_big") : errorOf("text")}>
          {(wiring) => <input {...wiring} className={styles.file} type="file" name="file" required accept=".txt,.csv,.json" />}
        </Field>
        <SelectField label={t("transfer.action")} name="action" defaultValue="refuse">
          {wordActions.map((one) => (
            <option key={one} value={one}>
              {t(`action.${one}`)}
            </option>
          ))}
        </SelectField>
        <label className={styles.switch}>
          <input type="checkbox" name="isReplacing" />
          <span>{t("transfer.isReplacing")}</span>
        </label>
        <div className={styles.foot}>
          <Button type="submit" aria-busy={state === "sending"}>
            {t("transfer.take")}
          </Button>
          {state === "done" && (
            <Notice tone="done" role="status">
              {t("transfer.taken", { count: (answer as { added: number }).added })}
            </Notice>
          )}
        </div>
      </SendForm>
      <p className={styles.files}>
        {t("transfer.give")}
        {transferFormats.map((format) => (
          <a key={format} href={`/api/words/${scope}/export?format=${format}`} download>
            {t(`transfer.format.${format}`)}
          </a>
        ))}
      </p>
    </Panel>
  );
}

function formatOf(name: string): TransferFormat {
  const ending = name.toLowerCase().split(".").at(-1);
  return ending === "csv" || ending === "json" ? ending : "text";
}
