"use client";

import { Flag, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { tellOutcomesChanged } from "@/components/outcomes/outcome-news";
import { Refused, sendJson } from "@/components/site/send-json";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Notice } from "@/components/ui/notice";
import { MAX_NOTE_LENGTH, reportReasons } from "@/lib/reviews/schema";
import styles from "./report-dialog.module.css";
import { onReport, type ReportTarget } from "./report-news";

type Sending = "idle" | "sending" | "done" | Refused;

/** The page's one form for reports: it opens when somebody reports a message, a person or the room. */
export function ReportDialog({ roomId }: { roomId: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [target, setTarget] = useState<{ about: ReportTarget; turn: number } | null>(null);

  useEffect(() => onReport((about) => setTarget((before) => ({ about, turn: (before?.turn ?? 0) + 1 }))), []);
  useEffect(() => {
    if (target) dialog.current?.showModal();
  }, [target]);

  const titleId = useId();
  return (
    <dialog className={styles.dialog} ref={dialog} aria-labelledby={titleId}>
      {target && (
        <ReportForm
          key={target.turn}
          roomId={roomId}
          about={target.about}
          titleId={titleId}
          close={() => dialog.current?.close()}
        />
      )}
    </dialog>
  );
}

interface ReportFormProps {
  roomId: string;
  about: ReportTarget;
  titleId: string;
  close: () => void;
}

function ReportForm({ roomId, about, titleId, close }: ReportFormProps) {
  const t = useTranslations("reports");
  const errors = useTranslations("errors");
  const [sending, setSending] = useState<Sending>("idle");

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setSending("sending");
    try {
      const why = { reason: fields.get("reason"), note: fields.get("note") };
      await sendJson("POST", `/api/rooms/${roomId}/reports`, { ...bodyOf(about), ...why });
      setSending("done");
      tellOutcomesChanged();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setSending(error);
    }
  }

  return (
    <form className={styles.form} onSubmit={send} aria-busy={sending === "sending"}>
      <header className={styles.head}>
        <h2 id={titleId}>
          <Flag aria-hidden="true" />
          {t(`title.${about.kind}`)}
        </h2>
        <IconButton label={t("close")} icon={<X aria-hidden="true" />} onClick={close} />
      </header>
      <blockquote className={styles.subject}>
        <b>{about.name}</b>
        {about.kind === "message" && <span>{about.message.text || t("sticker")}</span>}
      </blockquote>
      {sending === "done" ? (
        <>
          <Notice tone="done" role="status">
            {t("done")}
          </Notice>
          <div className={styles.foot}>
            <Button tone="lit" onClick={close}>
              {t("close")}
            </Button>
          </div>
        </>
      ) : (
        <>
          <fieldset className={styles.reasons}>
            <legend>{t("why")}</legend>
            {reportReasons.map((reason) => (
              <label key={reason}>
                <input type="radio" name="reason" value={reason} required />
                {t(`reason.${reason}`)}
              </label>
            ))}
          </fieldset>
          <TextArea label={t("note")} optional={t("optional")} name="note" rows={2} maxLength={MAX_NOTE_LENGTH} />
          {sending instanceof Refused && (
            <Notice tone="refused" role="alert">
              {sending.fields.kind === "own_report" ? t("own") : errors(sending.code ?? "internal")}
            </Notice>
          )}
          <div className={styles.foot}>
            <Button tone="quiet" onClick={close}>
              {t("cancel")}
            </Button>
            <Button tone="lit" type="submit" icon={<Flag aria-hidden="true" />} disabled={sending === "sending"}>
              {t("send")}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}

function bodyOf(about: ReportTarget): object {
  if (about.kind === "room") return { kind: "room" };
  if (about.kind === "person") return { kind: "person", userId: about.userId };
  const { fromId, random, text, sticker, seal } = about.message;
  return { kind: "message", message: { fromId, random, text, sticker, seal: seal ?? "" } };
}
