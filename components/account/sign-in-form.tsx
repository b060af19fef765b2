"use client";

import { LogIn } from "lucide-react";
import { useTranslations } from "next-intl";
import { useActionState } from "react";
import { signInAction } from "@/app/[locale]/(site)/signin/actions";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { FormAlert } from "@/components/ui/form-alert";
import { typedValue, useFieldError } from "@/components/ui/use-field-error";
import styles from "./account-form.module.css";
import { PasswordField } from "./password-field";
import { Welcome } from "./welcome";

/** Email and password; goes on to `next` when they are right. */
export function SignInForm({ next }: { next: string }) {
  const t = useTranslations("account");
  const [state, action, pending] = useActionState(signInAction, null);
  const errorOf = useFieldError("account", state);
  if (state?.status === "done") return <Welcome next={next} />;
  return (
    <form action={action} className={styles.form}>
      <FormAlert state={state} />
      <input type="hidden" name="next" value={next} />
      <TextField
        label={t("email")}
        name="email"
        type="email"
        autoComplete="username"
        inputMode="email"
        required
        maxLength={254}
        defaultValue={typedValue(state, "email")}
        error={errorOf("email")}
      />
      <PasswordField autoComplete="current-password" error={errorOf("password")} />
      <Button type="submit" tone="lit" wide aria-busy={pending} icon={<LogIn aria-hidden="true" />}>
        {t("signIn.submit")}
      </Button>
    </form>
  );
}
