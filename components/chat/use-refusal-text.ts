"use client";

import { useTranslations } from "next-intl";
import type { Refusal } from "./refusals";
import { useWaitText } from "./use-wait-text";

/** The sentence for a refusal. What the server said is translated when it is one of our error codes, and shown as it is otherwise. */
export function useRefusalText(refusal: Refusal | null): string {
  const t = useTranslations("room.chat.refused");
  const errors = useTranslations("errors");
  const waitText = useWaitText();
  if (!refusal) return t("other");
  if (refusal.reason !== "said" || !refusal.text)
    return t(refusal.reason, { seconds: refusal.waitSeconds, wait: waitText(refusal.waitSeconds) });
  return /^[a-z_]+$/.test(refusal.text) && errors.has(refusal.text) ? errors(refusal.text) : refusal.text;
}
