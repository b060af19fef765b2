import type { Standing } from "@/lib/users/schema";

/** Somebody to act on, as the menu was opened from a message or a list. */
export interface ActTarget {
  userId: string;
  name: string;
  /** As far as the page knows; the server has the last word. */
  standing: Standing;
  /** The message that it is about. */
  message?: { fromId: string; random: number; text: string } | undefined;
}

const listeners = new Set<(target: ActTarget) => void>();

/** Opens the page's menu of acts, if there is one. */
export function openActs(target: ActTarget): void {
  for (const listener of listeners) listener(target);
}

/** Hears of such wishes until the returned function is called. */
export function onActs(listener: (target: ActTarget) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
