import "server-only";
import { logError } from "../log";
import type { MessageClaims } from "../messages/schema";
import { holdMessage } from "../reviews/held-messages";
import { isTextModerationOn, moderateText } from "../tms/moderate-text";
import type { TextCheck } from "../words/check-text";
import { isFree, type JudgedWords, judgeWords, PASSES } from "./judge-words";

interface WrittenMessage {
  userId: string;
  random: number;
  /** Without stickers. */
  text: string;
  /** What its client attached; kept with a message that is held. */
  claims: MessageClaims;
}

/**
 * Decides about a message by its words: by our lists, and where those let it through by Tencent's text moderation, when that is
 * configured. A message that is held is kept for a moderator's eye before its sender is told so.
 */
export async function decideWords(
  words: TextCheck,
  message: WrittenMessage,
  { role, hostId }: { role: string | null; hostId: string },
  nowMs: number,
): Promise<JudgedWords> {
  const { userId, random, text, claims } = message;
  const ours = judgeWords(words, { userId, role }, hostId);
  const isAsked = ours.outcome === "passes" && text !== "" && !isFree(role) && isTextModerationOn();
  const judged = isAsked ? ((await askVendor(words, message, nowMs)) ?? ours) : ours;
  if (judged.outcome === "hold")
    await holdMessage({ roomId: words.roomId, userId, random, text, claims, reason: judged.by, sentAtMs: nowMs });
  return judged;
}

/** What Tencent's moderation says against a text, or null. When it does not answer in time, the site's setting decides. */
async function askVendor(words: TextCheck, { userId, random, text }: WrittenMessage, nowMs: number): Promise<JudgedWords | null> {
  const { roomId, onTimeout } = words;
  try {
    const { suggestion, label } = await moderateText({ text, userId, roomId, dataId: `${roomId}_${random}` }, nowMs);
    if (suggestion === "Pass") return null;
    return { ...PASSES, outcome: suggestion === "Block" ? "blocked_word" : "hold", by: `TMS ${label}` };
  } catch (error) {
    logError("text moderation did not answer", error, { roomId, onTimeout });
    return onTimeout === "refuse" ? { ...PASSES, outcome: "not_judged" } : null;
  }
}
