"use client";

import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { Refused } from "@/components/site/send-json";
import type { ErrorCode } from "@/lib/errors";
import type { ReviewCase, ReviewList, ReviewTab } from "@/lib/reviews/schema";
import { actOnCase, assignCase, type CaseAct, type Done, readCases, undoDone } from "./queue-api";

const LOOK_EVERY_MS = 4_000;
const MOST_UNDONE = 20;

/** What the reader is told above the queue: what was done and can be undone, or why something was not. */
export type QueueNews =
  | { kind: "done"; done: Done }
  | { kind: "undone"; done: Done }
  | { kind: "conflict"; about: "assigned" | "decided" }
  | { kind: "refused"; code: ErrorCode | null };

export interface Queue {
  tab: ReviewTab;
  openTab: (tab: ReviewTab) => void;
  list: ReviewList;
  /** The case that keys act on; null when there is none. */
  selected: ReviewCase | null;
  select: (caseId: string) => void;
  move: (step: 1 | -1) => void;
  act: (act: CaseAct) => void;
  assign: () => void;
  undo: () => void;
  canUndo: boolean;
  more: () => void;
  news: QueueNews | null;
  isBusy: boolean;
}

/** A queue that is read every few seconds, and what is done in it. One thing at a time: a key that is held does not act twice. */
export function useQueue(first: ReviewList, roomId: string | null, readerId: string): Queue {
  const [tab, setTab] = useState<ReviewTab>("open");
  const [list, setList] = useState(first);
  const [wantedId, setWantedId] = useState<string | null>(null);
  const [news, setNews] = useState<QueueNews | null>(null);
  const [isBusy, setBusy] = useState(false);
  const stack = useRef<Done[]>([]);
  const [, redraw] = useReducer((count: number) => count + 1, 0);

  const index = Math.max(
    0,
    list.cases.findIndex(({ id }) => id === wantedId),
  );
  const selected = list.cases[index] ?? null;

  const read = useCallback(async () => {
    const answer = await readCases(tab, roomId, null);
    if (answer) setList(answer);
  }, [tab, roomId]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    const look = async () => {
      if (!document.hidden) {
        const answer = await readCases(tab, roomId, null);
        // A longer list that somebody asked for is not cut short under the reader's eyes.
        if (!isOver && answer) setList((before) => (before.cases.length > answer.cases.length && answer.next ? before : answer));
      }
      if (!isOver) timer = setTimeout(look, LOOK_EVERY_MS);
    };
    timer = setTimeout(look, LOOK_EVERY_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [tab, roomId]);

  /** Does one thing, tells its outcome, and reads the queue anew. */
  async function run(work: () => Promise<void>, then: () => Promise<void> = read) {
    if (isBusy) return;
    setBusy(true);
    setNews(null);
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const about = error.fields.case;
      setNews(about === "assigned" || about === "decided" ? { kind: "conflict", about } : { kind: "refused", code: error.code });
    } finally {
      await then();
      setBusy(false);
    }
  }

  return {
    tab,
    openTab: (next) => {
      setTab(next);
      setWantedId(null);
      void readCases(next, roomId, null).then((answer) => answer && setList(answer));
    },
    list,
    selected,
    select: setWantedId,
    move: (step) => setWantedId(list.cases[Math.min(list.cases.length - 1, Math.max(0, index + step))]?.id ?? null),
    act: (act) =>
      void run(async () => {
        if (!selected?.mayDecide || selected.status !== "open") return;
        const nextId = list.cases[index + 1]?.id ?? list.cases[index - 1]?.id ?? null;
        let done: Done | null = null;
        try {
          await actOnCase(selected, act, (so) => {
            done = so;
          });
          setWantedId(nextId);
        } finally {
          if (done) stack.current = [...stack.current.slice(1 - MOST_UNDONE), done];
        }
        if (done) setNews({ kind: "done", done });
      }),
    assign: () =>
      void run(async () => {
        if (selected?.status === "open" && selected.mayDecide) await assignCase(selected.id, selected.assignee?.id !== readerId);
      }),
    undo: () =>
      void run(async () => {
        const done = stack.current.pop();
        redraw();
        if (!done) return;
        await undoDone(done);
        setNews({ kind: "undone", done });
      }),
    canUndo: stack.current.length > 0,
    more: () =>
      void run(
        async () => {
          const answer = await readCases(tab, roomId, list.next);
          if (answer) setList((before) => ({ ...answer, cases: [...before.cases, ...answer.cases] }));
        },
        async () => undefined,
      ),
    news,
    isBusy,
  };
}
