import "server-only";
import { rememberFollows } from "../follows/remember-follows";
import { ALLOW, type CallbackAnswer, DISCARD, type GroupMessage, type JoinRequest, refuse } from "../im/callback";
import { textElement } from "../im/messages";
import { groupKey } from "../keys";
import { findLevel } from "../levels/remember-levels";
import { isNewcomer, stampFor } from "../levels/stamp";
import { claimsIn, isEmojiText, messageRef, stickerIn, textIn } from "../messages/rules";
import { isSealed } from "../messages/seal";
import { signStamp } from "../messages/sign-stamp";
import { extrasFor } from "../messages/stamp-extras";
import { redis } from "../redis";
import { secondsBanned } from "../restrictions/holds";
import { restoreRestrictions } from "../restrictions/projection";
import { holdMessage } from "../reviews/held-messages";
import { checkText, lookAtText } from "../words/check-text";
import { decideWords } from "./decide-words";
import { isFree, isInTheWay } from "./judge-words";
import { type PolicyQuestion, type PolicyReading, readPolicy } from "./read-policy";
import { messageFault, type RefusalReason, refusalCodes, refusalInfo } from "./rules";

/** What a review case names when the room's shield held a message. */
const SHIELD_REASON = "shield";

/**
 * Decides about a message before it is sent, from Redis alone and in one round trip; and puts the server's stamp on it: who
 * wrote it, with which badge, whom it calls and what it answers. Fails closed: a throw refuses.
 */
export async function decideMessage(message: GroupMessage, address: string | null, nowMs: number): Promise<CallbackAnswer> {
  const { groupId, userId, random, elements } = message;
  const fault = messageFault(elements);
  if (fault) return refused(fault);
  const claims = claimsIn(message.customData);
  const { quote } = claims;
  if (quote && !(await isSealed(groupId, quote))) return refused("quote_unknown");
  const sticker = stickerIn(elements);
  const text = textIn(elements);
  const namesOf = quote ? [...claims.mentions, quote.fromId] : claims.mentions;
  const isEmoji = sticker !== null || isEmojiText(text);
  const quotedRef = quote ? messageRef(quote) : "";
  const look = lookAtText({ groupId, userId, random, text });
  const isBlocked = isInTheWay(look.verdicts.forOthers);
  // Asked in the same turn, so that both travel in one request.
  const [policy, words] = await Promise.all([
    askPolicy({ groupId, userId, address, random, isEmoji, isBlocked, quotedRef, namesOf }, nowMs),
    checkText({ groupId, userId, random, text }, look),
  ]);
  if (policy.reason === "follows_unknown") return refused("followers_only");
  if (policy.reason === "restrictions_unknown" || policy.reason === "level_unknown") return refused("banned");
  if (policy.reason !== "") return refused(policy.reason, policy.waitSeconds);
  const judged = await decideWords(words, { userId, random, text, claims }, policy, nowMs);
  if (judged.outcome === "drop") return DISCARD;
  if (judged.outcome === "hold") return refused("held");
  if (judged.outcome !== "passes") return refused(judged.outcome);
  const level = policy.level ?? (await findLevel(userId));
  const isExempt = isFree(policy.role) || userId === policy.hostId || policy.isRoomModerator;
  if (words.isShielded && !isExempt && isNewcomer(level, nowMs)) {
    await holdMessage({ roomId: words.roomId, userId, random, text, sticker, claims, reason: SHIELD_REASON, sentAtMs: nowMs });
    return refused("held");
  }
  const stamp = stampFor({ ...policy, userId, level }, policy.hostId, nowMs);
  const content = { groupId, fromId: userId, random, text: judged.text ?? text, sticker };
  const extras = await extrasFor(content, claims, policy);
  const rewritten = judged.text === null ? {} : { MsgBody: [textElement(judged.text)] };
  return { ...ALLOW, ...rewritten, CloudCustomData: await signStamp(content, extras, stamp) };
}

function refused(reason: RefusalReason, waitSeconds = 0): CallbackAnswer {
  return refuse(refusalCodes[reason], refusalInfo(reason, waitSeconds));
}

/**
 * Whom a person follows is loaded at each UserSig; when Redis was emptied since, it is read again, once, and so is who is
 * banned. The level says when an account was made, which is asked only behind an address that is banned.
 */
async function askPolicy(question: PolicyQuestion, nowMs: number): Promise<PolicyReading> {
  const policy = await readPolicy(question, nowMs);
  if (policy.reason === "follows_unknown") await rememberFollows(question.userId);
  else if (policy.reason === "restrictions_unknown") await restoreRestrictions(nowMs);
  else if (policy.reason === "level_unknown") await findLevel(question.userId);
  else return policy;
  return readPolicy(question, nowMs);
}

/** Decides about joining a group: only groups of rooms that exist, and only people who may come in there. */
export async function decideJoin(
  { groupId, userId }: JoinRequest,
  address: string | null,
  nowMs: number,
): Promise<CallbackAnswer> {
  const roomId = await roomIdOfGroup(groupId);
  if (!roomId) return refused("not_allowed");
  const left = await secondsBanned({ userId, roomId, address, deviceHash: null }, nowMs);
  return left === null ? ALLOW : refused("banned", left);
}

/** The room that a chat group belongs to, or null. Written together with the room's record, so the one is there with the other. */
export async function roomIdOfGroup(groupId: string): Promise<string | null> {
  return redis().get<string>(groupKey(groupId));
}
