import "server-only";
import { z } from "zod";
import { inPortions } from "../portions";
import { callIm, ImError } from "./rest";

const GROUP_SERVICE = "group_open_http_svc";
const done = z.unknown();

/** Tencent's word for a duration without an end (docs: 269/1627). */
const FOREVER = 4_294_967_295;

/** Most people of one call. */
const MOST_MUTED = 500;
const MOST_BANNED = 20;

/** The edition lacks the call, or has it switched off (docs: 269/1671). */
const NOT_IN_THIS_EDITION = new Set([10007, 10059]);
/** Tencent's codes for an account that it does not know. */
const NO_SUCH_ACCOUNT = new Set([10019, 70107]);

/** What is left of something in whole seconds, as Tencent counts it; null has no end. */
function secondsLeft(untilMs: number | null): number {
  return untilMs === null ? FOREVER : Math.min(Math.max(0, Math.ceil((untilMs - Date.now()) / 1_000)), FOREVER - 1);
}

/** People can send nothing to a group until then, whatever their client does and whether they leave it; a moment that is past lets them again. */
export async function muteMembers(groupId: string, userIds: readonly string[], untilMs: number | null): Promise<void> {
  for (const Members_Account of inPortions(userIds, MOST_MUTED)) {
    const body = { GroupId: groupId, Members_Account, MuteTime: secondsLeft(untilMs) };
    await callIm(`${GROUP_SERVICE}/forbid_send_msg`, body, done);
  }
}

/**
 * Puts people out of a group and keeps them out until then; a moment that is past lets them in again. Where the edition has
 * no bans their logins are ended instead: the app is asked before they can come back.
 */
export async function banMembers(groupId: string, userIds: readonly string[], untilMs: number | null): Promise<void> {
  const Duration = secondsLeft(untilMs);
  const command = Duration === 0 ? "unban_group_member" : "ban_group_member";
  try {
    for (const Members_Account of inPortions(userIds, MOST_BANNED)) {
      await callIm(`${GROUP_SERVICE}/${command}`, { GroupId: groupId, Members_Account, ...(Duration && { Duration }) }, done);
    }
  } catch (error) {
    if (!(error instanceof ImError && NOT_IN_THIS_EDITION.has(error.code))) throw error;
    if (Duration > 0) for (const userId of userIds) await kickAccount(userId);
  }
}

/** An account can send to no group until then. */
export async function muteAccount(userId: string, untilMs: number | null): Promise<void> {
  const body = { Set_Account: userId, GroupmsgNospeakingTime: secondsLeft(untilMs) };
  await aboutAccount(callIm("openconfigsvr/setnospeaking", body, done));
}

/** Ends every login of an account, and the UserSigs that it has; a new one works again. */
export async function kickAccount(userId: string): Promise<void> {
  await aboutAccount(callIm("im_open_login_svc/kick", { UserID: userId }, done));
}

/** Who was never in the chat has nothing there that could be ended. */
async function aboutAccount(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof ImError && NO_SUCH_ACCOUNT.has(error.code))) throw error;
  }
}
