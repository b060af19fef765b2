"use client";

import { useCallback, useEffect, useState } from "react";
import { sendJson } from "@/components/site/send-json";
import { nextOutcomeLookMs } from "@/lib/reviews/rules";
import { type Outcome, type Outcomes, outcomes } from "@/lib/reviews/schema";
import { onOutcomesChanged } from "./outcome-news";

const NONE_KEY = "hiroba:outcomes:none";
const NONE_FOR_MS = 300_000;
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

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const look = async () => {
      clearTimeout(timer);
      if (document.hidden) return;
      const answer = await readOutcomes();
      if (isOver) return;
      if (answer) setTold(answer.outcomes);
      noteNone(answer?.waiting === 0 && answer.outcomes.length === 0);
      const waitMs = answer ? nextOutcomeLookMs(answer) : AFTER_FAILURE_MS;
      if (waitMs !== null) timer = setTimeout(look, waitMs);
    };
    const onVisibility = () => void (document.hidden || knowsNone() || look());
    onVisibility();
    document.addEventListener("visibilitychange", onVisibility);
    const deaf = onOutcomesChanged(() => void look());
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisibility);
      deaf();
    };
  }, []);

  return { told, settle };
}

async function readOutcomes(): Promise<Outcomes | null> {
  const answer = await fetch("/api/outcomes", { cache: "no-store" }).catch(() => null);
  return answer?.ok ? (outcomes.safeParse(await answer.json()).data ?? null) : null;
}

/** This tab asked a moment ago and there was nothing to wait for: the next pages need not ask. */
function knowsNone(): boolean {
  try {
    return Date.now() - Number(sessionStorage.getItem(NONE_KEY)) < NONE_FOR_MS;
  } catch {
    return false;
  }
}

function noteNone(isNone: boolean): void {
  try {
    if (isNone) sessionStorage.setItem(NONE_KEY, String(Date.now()));
    else sessionStorage.removeItem(NONE_KEY);
  } catch {
    // storage is off: each page asks once
  }
}
