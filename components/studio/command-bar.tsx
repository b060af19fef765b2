"use client";

import { Pause, Play, Power } from "lucide-react";
import { useTranslations } from "next-intl";
import { useActionState, useEffect } from "react";
import { commandRoomAction } from "@/app/[locale]/(studio)/studio/actions";
import { Button } from "@/components/ui/button";
import { ConfirmPopover } from "@/components/ui/confirm-popover";
import { FormAlert } from "@/components/ui/form-alert";
import { keptAction } from "@/components/ui/kept-action";
import type { RoomCommand, StudioState } from "@/lib/rooms/schema";
import styles from "./command-bar.module.css";
import { OnAirClock } from "./on-air-clock";

const command = keptAction(commandRoomAction);

/** The clock and the host's four buttons; what the rules do not allow now is visible and off. */
export function CommandBar({ roomId, state, onDone }: { roomId: string; state: StudioState; onDone: () => void }) {
  const t = useTranslations("studio");
  const [result, action, pending] = useActionState(command, null);
  const allows = (one: RoomCommand) => state.commands.includes(one);
  const onBreak = state.snapshot.status === "paused";

  useEffect(() => {
    if (result) onDone();
  }, [result, onDone]);

  return (
    <form action={action} className={styles.bar} aria-busy={pending}>
      <input type="hidden" name="roomId" value={roomId} />
      <OnAirClock snapshot={state.snapshot} />
      <div className={styles.buttons}>
        <Button
          type="submit"
          name="command"
          value="start"
          tone={allows("start") ? "lit" : "line"}
          disabled={!allows("start")}
          icon={<Play aria-hidden="true" />}
        >
          {t("command.start")}
        </Button>
        {onBreak ? (
          <Button
            type="submit"
            name="command"
            value="resume"
            tone={allows("resume") ? "lit" : "line"}
            disabled={!allows("resume")}
            icon={<Play aria-hidden="true" />}
          >
            {t("command.resume")}
          </Button>
        ) : (
          <Button type="submit" name="command" value="pause" disabled={!allows("pause")} icon={<Pause aria-hidden="true" />}>
            {t("command.pause")}
          </Button>
        )}
        <ConfirmPopover
          label={t("command.end")}
          icon={<Power aria-hidden="true" />}
          tone="beni"
          disabled={!allows("end")}
          question={t("command.endQuestion")}
          consequence={t("command.endConsequence")}
        >
          <Button type="submit" name="command" value="end" tone="beni" icon={<Power aria-hidden="true" />}>
            {t("command.end")}
          </Button>
        </ConfirmPopover>
      </div>
      <div className={styles.alert}>
        <FormAlert state={result} />
      </div>
    </form>
  );
}
