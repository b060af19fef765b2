"use client";

import { Save, SquarePen } from "lucide-react";
import { useTranslations } from "next-intl";
import { useActionState, useEffect } from "react";
import { updateRoomAction } from "@/app/[locale]/(studio)/studio/actions";
import { Button } from "@/components/ui/button";
import { TextArea, TextField } from "@/components/ui/field";
import { FormAlert } from "@/components/ui/form-alert";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { typedValue, useFieldError } from "@/components/ui/use-field-error";
import type { RoomView } from "@/lib/rooms/schema";
import styles from "./room-info-form.module.css";

/** Title and description, which the room shows at once. */
export function RoomInfoForm({ room, onDone }: { room: RoomView; onDone: () => void }) {
  const t = useTranslations("studio");
  const common = useTranslations("common");
  const [state, action, pending] = useActionState(updateRoomAction, null);
  const errorOf = useFieldError("studio", state);
  const typed = (name: string, stored: string) => typedValue(state, name) ?? stored;

  useEffect(() => {
    if (state?.status === "done") onDone();
  }, [state, onDone]);

  return (
    <Panel title={t("info.title")} icon={<SquarePen aria-hidden="true" />}>
      <form
        action={action}
        className={styles.form}
        // React empties a form after its action; this one keeps what was saved.
        onReset={(event) => event.preventDefault()}
      >
        <FormAlert state={state} />
        <input type="hidden" name="roomId" value={room.id} />
        <TextField
          label={t("field.title.label")}
          name="title"
          required
          maxLength={60}
          lang={room.language}
          defaultValue={typed("title", room.title)}
          error={errorOf("title")}
        />
        <TextArea
          label={t("field.description.label")}
          name="description"
          maxLength={200}
          optional={common("optional")}
          lang={room.language}
          defaultValue={typed("description", room.description)}
          error={errorOf("description")}
        />
        <div className={styles.foot}>
          <Button type="submit" aria-busy={pending} icon={<Save aria-hidden="true" />}>
            {t("info.save")}
          </Button>
          {state?.status === "done" && !pending && (
            <Notice tone="done" role="status">
              {t("info.saved")}
            </Notice>
          )}
        </div>
      </form>
    </Panel>
  );
}
