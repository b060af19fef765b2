import type { StickerName } from "@/lib/messages/schema";

/** What somebody wants to report, with how it is named in the form. */
export type ReportTarget =
  | {
      kind: "message";
      name: string;
      message: { fromId: string; random: number; text: string; sticker: StickerName | null; seal: string | null };
    }
  | { kind: "person"; name: string; userId: string }
  | { kind: "room"; name: string };

const listeners = new Set<(target: ReportTarget) => void>();

/** Opens the page's form for a report, if there is one. */
export function askReport(target: ReportTarget): void {
  for (const listener of listeners) listener(target);
}

/** Hears of such wishes until the returned function is called. */
export function onReport(listener: (target: ReportTarget) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
