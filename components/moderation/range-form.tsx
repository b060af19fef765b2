"use client";

import { Network } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useWaitText } from "@/components/chat/use-wait-text";
import { Refused, sendJson } from "@/components/site/send-json";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { durationChoices } from "@/lib/restrictions/rules";
import styles from "./bans-board.module.css";

interface RangeFormProps {
  roomId: string | null;
  onDone: (range: string, entryIds: string[]) => void;
}

/** Keeps a range of network addresses out. */
export function RangeForm({ roomId, onDone }: RangeFormProps) {
  const t = useTranslations("moderation.bans");
  const acts = useTranslations("moderation.acts");
  const errors = useTranslations("errors");
  const waitText = useWaitText();
  const [fault, setFault] = useState<Refused | null>(null);

  async function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const range = String(fields.get("range")).trim();
    const length = String(fields.get("seconds"));
    const body = { addressRange: range, seconds: length === "" ? null : Number(length), reason: String(fields.get("reason")) };
    try {
      const answer = await sendJson("POST", "/api/restrictions", { act: "banRange", roomId, ...body });
      setFault(null);
      form.reset();
      onDone(range, (answer as { entryIds: string[] }).entryIds);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setFault(error);
    }
  }

  const isBadRange = fault?.fields.addressRange !== undefined;
  return (
    <Panel title={t("range")} icon={<Network aria-hidden="true" />}>
      <form className={styles.form} onSubmit={add}>
        <TextField
          label={t("rangeLabel")}
          hint={t("rangeHint")}
          error={isBadRange ? t("badRange") : null}
          name="range"
          placeholder="203.0.113.0/24"
          maxLength={64}
          required
          mono
          autoComplete="off"
          spellCheck={false}
        />
        <SelectField label={t("length")} name="seconds" defaultValue="86400">
          {durationChoices.map((seconds) => (
            <option key={String(seconds)} value={seconds ?? ""}>
              {seconds === null ? acts("forever") : waitText(seconds)}
            </option>
          ))}
        </SelectField>
        <TextField label={acts("reason")} optional={acts("optional")} name="reason" maxLength={200} />
        {fault && !isBadRange && (
          <Notice tone="refused" role="alert">
            {errors(fault.code ?? "internal")}
          </Notice>
        )}
        <Button type="submit" tone="beni">
          {t("add")}
        </Button>
      </form>
    </Panel>
  );
}
