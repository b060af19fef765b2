import { useTranslations } from "next-intl";
import type { FormState } from "@/lib/errors";

/**
 * The sentence for a refused field: `<area>.field.<name>.<issue>`, else `common.fault.<issue>`, else the general one; null
 * for a field without fault.
 */
export function useFieldError(area: string, state: FormState | null): (name: string) => string | null {
  const t = useTranslations(area);
  const common = useTranslations("common.fault");
  const general = useTranslations("errors");
  return (name) => {
    const issue = state?.status === "refused" ? state.fields?.[name] : undefined;
    if (!issue) return null;
    const key = `field.${name}.${issue}`;
    if (t.has(key)) return t(key);
    return common.has(issue) ? common(issue) : general("invalid_input");
  };
}

/** What was typed into a field of a refused form, so that nothing is lost. */
export function typedValue(state: FormState | null, name: string): string | undefined {
  return state?.status === "refused" ? state.values?.[name] : undefined;
}
