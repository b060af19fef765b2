"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useActionState, useEffect } from "react";
import { grantCoinsAction } from "@/app/[locale]/(admin)/admin/ledger/actions";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { FormAlert } from "@/components/ui/form-alert";
import { Notice } from "@/components/ui/notice";
import { typedValue, useFieldError } from "@/components/ui/use-field-error";
import styles from "./grant-form.module.css";

/** Gives coins to a person, with the reason that stays on record. */
export function GrantForm({ requestId }: { requestId: string }) {
  const t = useTranslations("admin");
  const router = useRouter();
  const [state, action, pending] = useActionState(grantCoinsAction, null);
  const errorOf = useFieldError("admin", state);

  useEffect(() => {
    if (state?.status === "done") router.refresh();
  }, [state, router]);

  return (
    <form action={action} className={styles.form}>
      <FormAlert state={state} />
      <input type="hidden" name="requestId" value={requestId} />
      <TextField
        label={t("field.email.label")}
        name="email"
        type="email"
        required
        autoComplete="off"
        defaultValue={typedValue(state, "email")}
        error={errorOf("email")}
      />
      <TextField
        label={t("field.coins.label")}
        name="coins"
        inputMode="numeric"
        required
        autoComplete="off"
        defaultValue={typedValue(state, "coins")}
        error={errorOf("coins")}
      />
      <TextField
        label={t("field.reason.label")}
        name="reason"
        required
        maxLength={200}
        autoComplete="off"
        defaultValue={typedValue(state, "reason")}
        error={errorOf("reason")}
      />
      <Button type="submit" aria-busy={pending}>
        {t("ledger.give")}
      </Button>
      {state?.status === "done" && !pending && (
        <Notice tone="done" role="status">
          {t("ledger.given")}
        </Notice>
      )}
    </form>
  );
}
