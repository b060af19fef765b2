import { messageRef } from "../messages/rules";
import type { KeptMessage } from "../messages/schema";
import type { Outcomes } from "./schema";

/** Messages before a message, and after it, that are kept with its case. */
export const CONTEXT_LINES = 5;

/** For so long a case is left to the one who took it. */
export const ASSIGNED_MS = 10 * 60_000;

/** True when somebody else looks at a case now. */
export function isTakenByOther(
  { assigneeId, assignedAtMs }: { assigneeId: string | null; assignedAtMs: number | null },
  userId: string,
  nowMs: number,
): boolean {
  return assigneeId !== null && assigneeId !== userId && nowMs - (assignedAtMs ?? 0) < ASSIGNED_MS;
}

/** The messages around one: by its place where the history has it, else by its time. */
export function contextAround(
  messages: readonly KeptMessage[],
  subject: { fromId: string; random: number; sentAtMs: number },
): KeptMessage[] {
  const at = messages.findIndex((one) => messageRef(one) === messageRef(subject));
  if (at >= 0) return messages.slice(Math.max(0, at - CONTEXT_LINES), at + CONTEXT_LINES + 1);
  const later = messages.findIndex(({ sentAtMs }) => sentAtMs > subject.sentAtMs);
  const place = later < 0 ? messages.length : later;
  return messages.slice(Math.max(0, place - CONTEXT_LINES), place + CONTEXT_LINES);
}

const LOOK_WHEN_NEW_MS = 15_000;
const LOOK_LATER_MS = 120_000;
const NEW_FOR_MS = 10 * 60_000;

/** How long a page waits before it asks again what became of a report; null when there is nothing to wait for. */
export function nextOutcomeLookMs({ waiting, newestWaitMs }: Pick<Outcomes, "waiting" | "newestWaitMs">): number | null {
  if (waiting === 0) return null;
  return newestWaitMs !== null && newestWaitMs < NEW_FOR_MS ? LOOK_WHEN_NEW_MS : LOOK_LATER_MS;
}
