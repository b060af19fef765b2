"use client";

import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Refused, sendJson } from "@/components/site/send-json";
import { Button } from "@/components/ui/button";
import { ConfirmPopover, closeQuestion } from "@/components/ui/confirm-popover";
import { SelectField, TextArea } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { randomId } from "@/components/ui/random-id";
import { noticeMinutes } from "@/lib/broadcasts/schema";
import type { ErrorCode } from "@/lib/errors";
import styles from "./broadcast-main.module.css";

const FAULTS = ["too_small", "too_big", "hidden_characters", "stacked_marks"] as const;

/** Writes a notice and sends it after a question. */
export function BroadcastForm({ firstRequestId, onSent }: { firstRequestId: string; onSent: () => void }) {
  const t = useTranslations("desk.broadcast");
  const errors = useTranslations("errors");
  const formId = useId();
  const [requestId, setRequestId] = useState(firstRequestId);
  const [text, setText] = useState("");
  const [minutes, setMinutes] = useState<number>(60);
  const [state, setState] = useState<"idle" | "busy" | "sent">("idle");
  const [refused, setRefused] = useState<{ code: ErrorCode | null; fault: string | undefined } | null>(null);

  const send = async () => {
    setState("busy");
    setRefused(null);
    try {
      await sendJson("POST", "/api/broadcasts", { requestId, text, minutes });
      setRequestId(randomId());
      setText("");
      setState("sent");
      onSent();
    } catch (error) {
      setState("idle");
      if (error instanceof Refused) setRefused({ code: error.code, fault: error.fields.text });
    }
  };

  const fault = FAULTS.find((one) => one === refused?.fault);
  return (
    <form className={styles.form} id={formId} onSubmit={(event) => event.preventDefault()} aria-busy={state === "busy"}>
      <TextArea
        label={t("text")}
        hint={t("textHint")}
        error={fault && t(`field.${fault}`)}
        rows={5}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setState("idle");
        }}
      />
      <SelectField label={t("minutes")} value={minutes} onChange={({ target }) => setMinutes(Number(target.value))}>
        {noticeMinutes.map((one) => (
          <option key={one} value={one}>
            {one < 60 ? t("minuteCount", { count: one }) : t("hourCount", { count: one / 60 })}
          </option>
        ))}
      </SelectField>
      <ConfirmPopover
        label={t("send")}
        icon={<Send aria-hidden="true" />}
        disabled={state === "busy"}
        question={t("question")}
        consequence={t("consequence")}
        detail={text.trim() && <blockquote className={styles.quote}>{text}</blockquote>}
      >
        <Button
          tone="lit"
          icon={<Send aria-hidden="true" />}
          onClick={(event) => {
            closeQuestion(event);
            void send();
          }}
        >
          {t("send")}
        </Button>
      </ConfirmPopover>
      <div role="status">{state === "sent" && <Notice tone="done">{t("sent")}</Notice>}</div>
      {refused && !fault && (
        <Notice tone="refused" role="alert">
          {refused.code ? errors(refused.code) : t("failed")}
        </Notice>
      )}
    </form>
  );
}
