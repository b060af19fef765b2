"use client";

import { useCallback, useState } from "react";
import { sendJson } from "@/components/site/send-json";
import { useSeldomLook } from "@/components/site/use-seldom-look";
import { nextOutcomeLookMs } from "@/lib/reviews/rules";
import { type Outcome, type Outcomes, outcomes } from "@/lib/reviews/schema";
import { onOutcomesChanged } from "./outcome-news";

const AFTER_FAILURE_MS = 60_000;

/**
 * What became of the reader's reports and held messages, until it is put away. Asks not at all while there is nothing to wait
 * for, and never while the page is hidden.
 */
export function useOutcomes(): { told: Outcome[]; settle: (caseId: string) => void } {
  const [told, setTold] = useState<Outcome[]>([]);

  const settle = useCallback((caseId: string) => {
    setTold((before) => before.filter((one) => one.caseId !== caseId));
    // When it fails, the notice comes back with the next look.
    sendJson("PUT", `/api/outcomes/${caseId}`, {}).catch(() => undefined);
  }, []);

  useSeldomLook({
    noneKey: "hiroba:outcomes:none",
    onChanged: onOutcomesChanged,
    read: readOutcomes,
    take: (answer) => {
      if (answer) setTold(answer.outcomes);
      const isNone = answer?.waiting === 0 && answer.outcomes.length === 0;
      return { isNone, waitMs: answer ? nextOutcomeLookMs(answer) : AFTER_FAILURE_MS };
    },
  });

  return { told, settle };
}

async function readOutcomes(): Promise<Outcomes | null> {
  const answer = await fetch("/api/outcomes", { cache: "no-store" }).catch(() => null);
  return answer?.ok ? (outcomes.safeParse(await answer.json()).data ?? null) : null;
}
