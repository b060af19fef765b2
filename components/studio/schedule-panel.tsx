"use client";

import { CalendarClock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useActionState, useEffect } from "react";
import { scheduleRoomAction } from "@/app/[locale]/(studio)/studio/actions";
import { Button } from "@/components/ui/button";
import { FormAlert } from "@/components/ui/form-alert";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { useFieldError } from "@/components/ui/use-field-error";
import type { RoomSnapshot } from "@/lib/rooms/schema";
import styles from "./schedule-panel.module.css";
import { StartTimeField } from "./start-time-field";

/** The start time of a room that has not begun: set, changed or taken back. */
export function SchedulePanel({ snapshot, onDone }: { snapshot: RoomSnapshot; onDone: () => void }) {
  const t = useTranslations("studio");
  const [state, action, pending] = useActionState(scheduleRoomAction, null);
  const errorOf = useFieldError("studio", state);
  const { id, scheduledAtMs, reminderCount } = snapshot;

  useEffect(() => {
    if (state?.status === "done") onDone();
  }, [state, onDone]);

  return (
    <Panel title={t("schedule.title")} icon={<CalendarClock aria-hidden="true" />}>
      <form action={action} className={styles.form} onReset={(event) => event.preventDefault()}>
        {!errorOf("scheduledAtMs") && <FormAlert state={state} />}
        <input type="hidden" name="roomId" value={id} />
        <StartTimeField key={scheduledAtMs} storedMs={scheduledAtMs} error={errorOf("scheduledAtMs")} />
        <p className={styles.hint}>{t("schedule.reminders", { count: reminderCount })}</p>
        <div className={styles.foot}>
          <Button type="submit" aria-busy={pending}>
            {t("schedule.save")}
          </Button>
          {state?.status === "done" && !pending && (
            <Notice tone="done" role="status">
              {t("info.saved")}
            </Notice>
          )}
        </div>
      </form>
      {scheduledAtMs !== null && (
        <form action={action}>
          <input type="hidden" name="roomId" value={id} />
          <input type="hidden" name="scheduledAtMs" value="" />
          <Button type="submit" tone="quiet" size="small">
            {t("schedule.takeBack")}
          </Button>
        </form>
      )}
    </Panel>
  );
}
