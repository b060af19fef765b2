import { useTranslations } from "next-intl";
import type { FormState } from "@/lib/errors";
import { Notice } from "./notice";

/** Why a form was refused, in words, announced at once; nothing while there is nothing to say. */
export function FormAlert({ state }: { state: FormState | null }) {
  const t = useTranslations("errors");
  if (state?.status !== "refused") return null;
  return (
    <Notice tone="refused" role="alert">
      {t(state.code)}
    </Notice>
  );
}
