"use client";

import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";
import type { ChatEntry } from "./chat-state";
import { keepAbove } from "./keep-above";

const NEAR_PX = 48;

/**
 * Keeps a log at its newest line unless the reader has scrolled up; then counts what came since, and goes on showing lines
 * that fall out of the log at its top, so that nothing moves. Own messages always lead down.
 */
export function useStickToBottom(log: RefObject<HTMLElement | null>, current: readonly ChatEntry[]) {
  /** The newest line when the reader left the foot; null while there. */
  const [leftAt, setLeftAt] = useState<string | null>(null);
  const shown = useRef(current);
  const entries = leftAt === null ? current : keepAbove(shown.current, current);
  const last = entries.at(-1);
  const lastId = useRef("");
  const ownId = last?.kind === "message" && last.isMine && last.state === "sending" ? last.id : null;
  const followedId = useRef<string | null>(null);
  const isAtBottom = leftAt === null;

  const toBottom = useCallback(() => {
    const element = log.current;
    if (element) element.scrollTop = element.scrollHeight;
    setLeftAt(null);
  }, [log]);

  const onScroll = useCallback(() => {
    const element = log.current;
    if (!element) return;
    const isNear = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
    setLeftAt((before) => (isNear ? null : (before ?? lastId.current)));
  }, [log]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a line that only grows must stay in view as well
  useLayoutEffect(() => {
    const isOwnNew = ownId !== null && followedId.current !== ownId;
    followedId.current = ownId ?? followedId.current;
    lastId.current = last?.id ?? "";
    shown.current = entries;
    if (isAtBottom || isOwnNew) toBottom();
  }, [entries, isAtBottom, ownId, toBottom]);

  useLayoutEffect(() => {
    const element = log.current;
    if (!element || !isAtBottom) return;
    const observer = new ResizeObserver(toBottom); // the keyboard opens, a banner appears, the phone turns
    observer.observe(element);
    return () => observer.disconnect();
  }, [isAtBottom, log, toBottom]);

  const newCount = isAtBottom ? 0 : entries.length - 1 - entries.findIndex((entry) => entry.id === leftAt);
  return { entries, newCount, toBottom, onScroll };
}
