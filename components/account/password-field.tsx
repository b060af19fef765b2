"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { TextField } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";

interface PasswordFieldProps {
  autoComplete: "current-password" | "new-password";
  hint?: string;
  error: string | null;
  minLength?: number;
}

/** A password with a switch that shows it. */
export function PasswordField({ autoComplete, hint, error, minLength }: PasswordFieldProps) {
  const t = useTranslations("account");
  const [shown, setShown] = useState(false);
  return (
    <TextField
      label={t("password")}
      name="password"
      type={shown ? "text" : "password"}
      autoComplete={autoComplete}
      autoCapitalize="none"
      spellCheck={false}
      required
      minLength={minLength}
      maxLength={200}
      hint={hint}
      error={error}
      after={
        <IconButton
          label={shown ? t("hidePassword") : t("showPassword")}
          icon={shown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
          onClick={() => setShown(!shown)}
        />
      }
    />
  );
}
