"use client";

import { UserRoundPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { signUpAction } from "@/app/[locale]/(site)/signup/actions";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { FormAlert } from "@/components/ui/form-alert";
import { typedValue, useFieldError } from "@/components/ui/use-field-error";
import styles from "./account-form.module.css";
import { PasswordField } from "./password-field";
import { Welcome } from "./welcome";

/** A new account: the name that others see, email, password; goes on to `next` when it is made. */
export function SignUpForm({ next }: { next: string }) {
  const t = useTranslations("account");
  const [state, action, pending] = useActionState(signUpAction, null);
  const errorOf = useFieldError("account", state);
  if (state?.status === "done") return <Welcome next={next} />;
  return (
    <form action={action} className={styles.form}>
      <FormAlert state={state} />
      <input type="hidden" name="next" value={next} />
      <TextField
        label={t("name")}
        name="name"
        autoComplete="nickname"
        required
        maxLength={20}
        hint={t("nameHint")}
        defaultValue={typedValue(state, "name")}
        error={errorOf("name")}
      />
      <TextField
        label={t("email")}
        name="email"
        type="email"
        autoComplete="email"
        inputMode="email"
        required
        maxLength={254}
        hint={t("emailHint")}
        defaultValue={typedValue(state, "email")}
        error={errorOf("email")}
      />
      <PasswordField autoComplete="new-password" minLength={10} hint={t("passwordHint")} error={errorOf("password")} />
      <Button type="submit" tone="lit" wide aria-busy={pending} icon={<UserRoundPlus aria-hidden="true" />}>
        {t("signUp.submit")}
      </Button>
    </form>
  );
}
