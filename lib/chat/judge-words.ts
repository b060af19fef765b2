import { may, onSiteAs } from "../users/permissions";
import { userRole } from "../users/schema";
import type { TextVerdict, TextVerdicts } from "../words/judge";

/** What becomes of a message by its words. `text` is what goes through in its place; `by` names what decided, for the desk. */
export interface JudgedWords {
  outcome: "passes" | "drop" | "hold" | "blocked_word" | "link_refused" | "flooding" | "repeated" | "not_judged";
  text: string | null;
  by: string;
}

export const PASSES: JudgedWords = { outcome: "passes", text: null, by: "" };

/** True when a text does not go through. */
export function isInTheWay({ outcome, hasForbiddenLink }: TextVerdict): boolean {
  return hasForbiddenLink || (outcome !== null && outcome !== "replace");
}

/** True for those whom no list of words binds. `role` is what Redis knows. */
export function isFree(role: string | null): boolean {
  const known = userRole.safeParse(role).data;
  return known !== undefined && may(onSiteAs("", known), "words.exempt");
}

/**
 * Decides about a message by what its words hold and how much its sender says. A room's host is free of what holds in
 * that room alone.
 */
export function judgeWords(
  words: TextVerdicts & { excess: "flooding" | "repeated" | null },
  sender: { userId: string; role: string | null },
  hostId: string,
): JudgedWords {
  if (isFree(sender.role)) return PASSES;
  const isHost = sender.userId === hostId;
  const { outcome, decisive, text, hasForbiddenLink } = isHost ? words.forHost : words.forOthers;
  const by = decisive?.rule.text ?? "";
  if (outcome === "drop") return { outcome, text: null, by };
  if (words.excess && !isHost) return { outcome: words.excess, text: null, by: "" };
  if (outcome === "refuse") return { outcome: "blocked_word", text: null, by };
  if (hasForbiddenLink) return { outcome: "link_refused", text: null, by: "" };
  if (outcome === "hold") return { outcome, text: null, by };
  return outcome === "replace" ? { outcome: "passes", text, by } : PASSES;
}
