import { tidyText } from "../text";

/** How long after the end a message that was sent in time may still be told to us; then the draw begins. */
export const LATE_MS = 3_000;

/** Whether an emoji is asked for as a picture or as a letter; keyboards differ in it and nobody sees it. */
const EMOJI_STYLE = /[\uFE0E\uFE0F]/gu;

/** A text as it is compared: width, case, invisible characters and extra spaces make no difference. */
export function foldText(text: string): string {
  const folded = tidyText(text).normalize("NFKC").toLowerCase().toUpperCase().toLowerCase().normalize("NFKC");
  return folded.replace(EMOJI_STYLE, "").replace(/\s+/gu, " ").trim();
}

/** Whether a message enters a lottery. The keyword is a plain text, whatever signs are in it. */
export function matchesKeyword(message: string, { keyword, match }: { keyword: string; match: "equals" | "contains" }): boolean {
  const wanted = foldText(keyword);
  if (wanted === "") return false;
  const said = foldText(message);
  return match === "equals" ? said === wanted : said.includes(wanted);
}

/**
 * Whether a message came in time. What counts is when the chat service took it, in whole seconds, and not when we heard of
 * it; without that time it is when we heard of it.
 */
export function isInTime(
  lottery: { openedAtMs: number; closesAtMs: number },
  message: { sentAtSeconds: number | null; heardAtMs: number },
): boolean {
  const { sentAtSeconds, heardAtMs } = message;
  if (sentAtSeconds === null) return heardAtMs < lottery.closesAtMs;
  return (sentAtSeconds + 1) * 1000 > lottery.openedAtMs && sentAtSeconds * 1000 < lottery.closesAtMs;
}

/** When a lottery that opens now ends: on a whole second, because the chat service tells times in seconds. */
export function endOf(openedAtMs: number, durationSeconds: number): number {
  return Math.ceil(openedAtMs / 1000 + durationSeconds) * 1000;
}

/** Whether a lottery's entries can be closed and its winners drawn. */
export function isDue(lottery: { closesAtMs: number }, nowMs: number): boolean {
  return nowMs >= lottery.closesAtMs + LATE_MS;
}
