"use client";

import { Flag, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import type { Outcome } from "@/lib/reviews/schema";
import { useOutcomes } from "./use-outcomes";

/** Tells what became of the reader's reports and held messages; each stays until it is put away. `className` is the notice's look. */
export function OutcomeNotices({ className }: { className: string }) {
  const t = useTranslations("common.outcome");
  const { told, settle } = useOutcomes();
  return told.map((one) => (
    <div key={`${one.caseId} ${one.isReport}`} className={className} data-outcome={one.status}>
      <Flag aria-hidden="true" />
      <p>
        <b lang={one.isReport ? undefined : one.room.language}>{one.isReport ? t("report") : one.text}</b>
        <span>{t(textKey(one), { room: one.room.title })}</span>
      </p>
      <IconButton label={t("close")} icon={<X aria-hidden="true" />} onClick={() => settle(one.caseId)} />
    </div>
  ));
}

function textKey({ isReport, status, wasSent }: Outcome): "upheld" | "nothing" | "sent" | "late" | "notSent" {
  if (isReport) return status === "refused" ? "upheld" : "nothing";
  if (status === "refused") return "notSent";
  return wasSent ? "sent" : "late";
}
