"use client";

import { Power } from "lucide-react";
import { useTranslations } from "next-intl";
import { useActionState, useEffect, useEffectEvent } from "react";
import { endRoomAsAdminAction } from "@/app/[locale]/(admin)/admin/actions";
import { Button } from "@/components/ui/button";
import { ConfirmPopover } from "@/components/ui/confirm-popover";
import { FormAlert } from "@/components/ui/form-alert";
import { keptAction } from "@/components/ui/kept-action";

interface EndRoomFormProps {
  roomId: string;
  title: string;
  hostName: string;
  onDone: () => void;
}

const endRoom = keptAction(endRoomAsAdminAction);

/** Ends anybody's running session, after a question. */
export function EndRoomForm({ roomId, title, hostName, onDone }: EndRoomFormProps) {
  const t = useTranslations("admin.wall");
  const [result, action, pending] = useActionState(endRoom, null);
  const tellDone = useEffectEvent(onDone);
  useEffect(() => {
    if (result?.status === "done") tellDone();
  }, [result]);

  return (
    <form action={action} aria-busy={pending}>
      <input type="hidden" name="roomId" value={roomId} />
      <ConfirmPopover
        label={t("end")}
        tone="beni"
        icon={<Power aria-hidden="true" />}
        question={t("endQuestion")}
        consequence={t("endConsequence", { room: title, host: hostName })}
      >
        <Button type="submit" tone="beni" icon={<Power aria-hidden="true" />}>
          {t("end")}
        </Button>
      </ConfirmPopover>
      <FormAlert state={result} />
    </form>
  );
}
