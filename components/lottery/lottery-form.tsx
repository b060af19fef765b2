"use client";

import { Ticket } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { SelectField, TextField } from "@/components/ui/field";
import { FormAlert } from "@/components/ui/form-alert";
import { useFieldError } from "@/components/ui/use-field-error";
import type { FormState } from "@/lib/errors";
import {
  keywordMatches,
  type LotteryView,
  lotteryDurations,
  lotteryLevels,
  MAX_KEYWORD_CHARACTERS,
  MAX_PRIZE_CHARACTERS,
  MAX_WINNERS,
} from "@/lib/lottery/schema";
import styles from "./lottery-panel.module.css";
import { openLottery } from "./open-lottery";

const USUAL_SECONDS = 180;

interface LotteryFormProps {
  room: { id: string; language: string };
  onOpened: (lottery: LotteryView) => void;
}

/** The terms of a new lottery. Sending the form twice opens one. */
export function LotteryForm({ room, onOpened }: LotteryFormProps) {
  const t = useTranslations("lottery");
  const [requestId, setRequestId] = useState(newRequestId);
  const [state, setState] = useState<FormState | null>(null);
  const [isPending, setPending] = useState(false);
  const errorOf = useFieldError("lottery", state);

  async function open(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    const form = new FormData(event.currentTarget);
    form.set("requestId", requestId);
    const outcome = await openLottery(room.id, form);
    setPending(false);
    if ("refused" in outcome) return setState(outcome.refused);
    setRequestId(newRequestId());
    setState(null);
    onOpened(outcome.lottery);
  }

  return (
    <form className={styles.form} onSubmit={open}>
      <FormAlert state={state} />
      <TextField
        label={t("field.prize.label")}
        name="prize"
        required
        maxLength={MAX_PRIZE_CHARACTERS}
        lang={room.language}
        error={errorOf("prize")}
      />
      <TextField
        label={t("field.keyword.label")}
        name="keyword"
        required
        maxLength={MAX_KEYWORD_CHARACTERS}
        lang={room.language}
        autoComplete="off"
        hint={t("field.keyword.hint")}
        error={errorOf("keyword")}
      />
      <SelectField label={t("field.match.label")} name="match" error={errorOf("match")}>
        {keywordMatches.map((match) => (
          <option key={match} value={match}>
            {t(`field.match.${match}`)}
          </option>
        ))}
      </SelectField>
      <div className={styles.pair}>
        <TextField
          label={t("field.winnerCount.label")}
          name="winnerCount"
          type="number"
          inputMode="numeric"
          required
          min={1}
          max={MAX_WINNERS}
          defaultValue={1}
          error={errorOf("winnerCount")}
        />
        <SelectField
          label={t("field.durationSeconds.label")}
          name="durationSeconds"
          defaultValue={USUAL_SECONDS}
          error={errorOf("durationSeconds")}
        >
          {lotteryDurations.map((seconds) => (
            <option key={seconds} value={seconds}>
              {seconds < 60
                ? t("field.durationSeconds.seconds", { count: seconds })
                : t("field.durationSeconds.minutes", { count: seconds / 60 })}
            </option>
          ))}
        </SelectField>
      </div>
      <SelectField label={t("field.minLevel.label")} name="minLevel" defaultValue={1} error={errorOf("minLevel")}>
        {lotteryLevels.map((level) => (
          <option key={level} value={level}>
            {level === 1 ? t("field.minLevel.all") : t("field.minLevel.from", { level })}
          </option>
        ))}
      </SelectField>
      <div>
        {(["followersOnly", "giversOnly"] as const).map((name) => (
          <label key={name} className={styles.check}>
            <input type="checkbox" name={name} />
            {t(`field.${name}.label`)}
          </label>
        ))}
      </div>
      <Button type="submit" aria-busy={isPending} icon={<Ticket aria-hidden="true" />}>
        {t("desk.open")}
      </Button>
    </form>
  );
}

function newRequestId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => (byte % 36).toString(36)).join("");
}
