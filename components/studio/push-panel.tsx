"use client";

import { Eye, EyeOff, KeyRound, Radio } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useActionState, useEffect, useState } from "react";
import { rotateStreamKeyAction } from "@/app/[locale]/(studio)/studio/actions";
import { Button } from "@/components/ui/button";
import { ConfirmPopover } from "@/components/ui/confirm-popover";
import { CopyButton } from "@/components/ui/copy-button";
import { TextField } from "@/components/ui/field";
import { FormAlert } from "@/components/ui/form-alert";
import { IconButton } from "@/components/ui/icon-button";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import styles from "./push-panel.module.css";

/** Where the encoder sends to. The key stays hidden until asked for, and can be replaced. */
export function PushPanel({ roomId, server, streamKey }: { roomId: string; server: string; streamKey: string }) {
  const t = useTranslations("studio");
  const router = useRouter();
  const [shown, setShown] = useState(false);
  const [result, action, pending] = useActionState(rotateStreamKeyAction, null);

  useEffect(() => {
    if (result?.status === "done") router.refresh();
  }, [result, router]);

  return (
    <Panel title={t("push.title")} icon={<Radio aria-hidden="true" />}>
      <div className={styles.fields}>
        <TextField
          label={t("push.server")}
          readOnly
          mono
          value={server}
          after={<CopyButton text={server} label={t("push.copyServer")} />}
        />
        <TextField
          label={t("push.key")}
          readOnly
          mono
          type={shown ? "text" : "password"}
          autoComplete="off"
          value={streamKey}
          after={
            <>
              <IconButton
                label={shown ? t("push.hideKey") : t("push.showKey")}
                icon={shown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
                onClick={() => setShown(!shown)}
              />
              <CopyButton text={streamKey} label={t("push.copyKey")} />
            </>
          }
        />
        <FormAlert state={result} />
        {result?.status === "done" && (
          <Notice tone="done" role="status">
            {t("push.rotated")}
          </Notice>
        )}
        <p className={styles.hint}>{t("push.hint")}</p>
        <form action={action} aria-busy={pending}>
          <input type="hidden" name="roomId" value={roomId} />
          <ConfirmPopover
            label={t("push.rotate")}
            size="small"
            icon={<KeyRound aria-hidden="true" />}
            question={t("push.rotateQuestion")}
            consequence={t("push.rotateConsequence")}
          >
            <Button type="submit" icon={<KeyRound aria-hidden="true" />}>
              {t("push.rotate")}
            </Button>
          </ConfirmPopover>
        </form>
      </div>
    </Panel>
  );
}
