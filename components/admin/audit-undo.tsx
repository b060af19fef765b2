"use client";

import { Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Refused, sendJson } from "@/components/site/send-json";
import { Button } from "@/components/ui/button";
import { ConfirmPopover } from "@/components/ui/confirm-popover";
import styles from "./audit-main.module.css";

/** Takes an act of the log back, after a question. */
export function AuditUndo({ entryId }: { entryId: string }) {
  const t = useTranslations("audit");
  const errors = useTranslations("errors");
  const router = useRouter();
  const [state, setState] = useState<"idle" | "sending" | Refused>("idle");

  const undo = async () => {
    setState("sending");
    try {
      await sendJson("POST", `/api/audit/${entryId}/undo`, {});
      router.refresh();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setState(error);
    }
  };

  return (
    <>
      <ConfirmPopover
        label={t("undo")}
        size="small"
        tone="quiet"
        icon={<Undo2 aria-hidden="true" />}
        question={t("undoQuestion")}
        consequence={t("undoConsequence")}
      >
        <Button tone="beni" icon={<Undo2 aria-hidden="true" />} disabled={state === "sending"} onClick={undo}>
          {t("undo")}
        </Button>
      </ConfirmPopover>
      {state instanceof Refused && (
        <p className={styles.fault} role="alert">
          {errors(state.code ?? "internal")}
        </p>
      )}
    </>
  );
}
