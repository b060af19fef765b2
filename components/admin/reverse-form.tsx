"use client";

import { Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useActionState, useEffect } from "react";
import { reverseTransactionAction } from "@/app/[locale]/(admin)/admin/ledger/actions";
import { Button } from "@/components/ui/button";
import { ConfirmPopover } from "@/components/ui/confirm-popover";
import { TextField } from "@/components/ui/field";
import { FormAlert } from "@/components/ui/form-alert";
import { typedValue, useFieldError } from "@/components/ui/use-field-error";
import type { LedgerLine } from "@/lib/wallet/schema";
import styles from "./reverse-form.module.css";

/** Takes a movement back by its opposite; asks for the reason first. */
export function ReverseForm({ line }: { line: LedgerLine }) {
  const t = useTranslations("admin");
  const router = useRouter();
  const [state, action, pending] = useActionState(reverseTransactionAction, null);
  const errorOf = useFieldError("admin", state);

  useEffect(() => {
    if (state?.status === "done") router.refresh();
  }, [state, router]);

  return (
    <form action={action} className={styles.form} aria-busy={pending}>
      <input type="hidden" name="transactionId" value={line.id} />
      <ConfirmPopover
        label={t("ledger.takeBack")}
        size="small"
        tone="quiet"
        icon={<Undo2 aria-hidden="true" />}
        question={t("ledger.takeBackQuestion", { number: line.id })}
        consequence={t("ledger.takeBackConsequence")}
        detail={
          <>
            <FormAlert state={state} />
            <TextField
              label={t("field.reason.label")}
              name="reason"
              required
              maxLength={200}
              autoComplete="off"
              defaultValue={typedValue(state, "reason")}
              error={errorOf("reason")}
            />
          </>
        }
      >
        <Button type="submit" tone="beni" icon={<Undo2 aria-hidden="true" />}>
          {t("ledger.takeBack")}
        </Button>
      </ConfirmPopover>
    </form>
  );
}
