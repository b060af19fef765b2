import type { FormState } from "@/lib/errors";

type Action = (previous: FormState | null, form: FormData) => Promise<FormState>;

/**
 * An action for a page that must stay whole while the server restarts: what did not reach it is shown as a refusal. Not for
 * actions that lead to another page.
 */
export function keptAction(action: Action): Action {
  return async (previous, form) => {
    try {
      return await action(previous, form);
    } catch {
      return { status: "refused", code: "internal" };
    }
  };
}
