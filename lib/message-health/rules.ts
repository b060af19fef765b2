import { priorities } from "../guide/rules";
import { type DropReason, dropReasons, type KindHealth, type MessageHealth, type MessageKind, messageKinds } from "./schema";

/** Counts are kept for spans of so long, */
export const SPAN_MS = 2_000;
/** and a message of which nothing was heard for so long reached nobody: the after-callback comes within a second or two. */
export const SILENCE_MS = 6_000;
const SPANS = 30;

/** The spans of the minute that can be judged now: from the first to before the second. */
export function judgedSpans(nowMs: number): { from: number; to: number } {
  const to = Math.floor((nowMs - SILENCE_MS) / SPAN_MS);
  return { from: to - SPANS, to };
}

const priorityOf: Record<MessageKind, KindHealth["priority"]> = {
  news: priorities.status,
  text: priorities.text,
  like: priorities.like,
  count: priorities.count,
};

/** The vendor's codes for a group that got too many messages: of a callback, and of the answer to a call. */
const OVER_RATE = new Set(["10023", "MsgFreqCtrl"]);

/** The counts of a minute, by name: `let:<kind>`, `drop:<kind>:<code>`, and `lost:<kind>` for those of which nothing was heard. */
export function summarize(counts: ReadonlyMap<string, number>): MessageHealth {
  const kinds = messageKinds.flatMap((kind) => {
    const sent = counts.get(`let:${kind}`) ?? 0;
    const reasons = new Map<DropReason, number>();
    const add = (reason: DropReason, count: number) => reasons.set(reason, (reasons.get(reason) ?? 0) + count);
    for (const [name, count] of counts) {
      if (name.startsWith(`drop:${kind}:`)) add(OVER_RATE.has(name.split(":")[2] ?? "") ? "rate" : "other", count);
      if (name === `lost:${kind}`) add("silent", count);
    }
    const dropped = [...reasons.values()].reduce((sum, count) => sum + count, 0);
    if (sent === 0 && dropped === 0) return [];
    const list = dropReasons.flatMap((reason) =>
      (reasons.get(reason) ?? 0) > 0 ? [{ reason, count: reasons.get(reason) ?? 0 }] : [],
    );
    // What was let through just before the minute may be dropped in it.
    return [{ kind, priority: priorityOf[kind], sent: Math.max(sent, dropped), dropped, reasons: list }];
  });
  const sum = (name: "sent" | "dropped") => kinds.reduce((total, kind) => total + kind[name], 0);
  return { sent: sum("sent"), dropped: sum("dropped"), kinds };
}

/** The share that reached nobody, in whole percent; never 0 while something was dropped. */
export function dropPercent({ sent, dropped }: Pick<MessageHealth, "sent" | "dropped">): number {
  return dropped === 0 ? 0 : Math.max(1, Math.round((dropped / sent) * 100));
}

/** People's words that reached the room in the minute. */
export function deliveredTexts({ kinds }: MessageHealth): number {
  const text = kinds.find(({ kind }) => kind === "text");
  return text ? text.sent - text.dropped : 0;
}
