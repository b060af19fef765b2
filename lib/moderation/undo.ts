import "server-only";
import { undoBroadcast } from "../broadcasts/command-broadcast";
import { db } from "../db";
import { AppError } from "../errors";
import { undoChangeGift, undoCreateGift } from "../gifts/save-gift";
import { limit } from "../limit";
import { undoDecideCase } from "../reviews/decide-case";
import { undoChatModes, undoPin } from "../room-chat/change-room-chat";
import { undoRoomMute } from "../room-chat/mute-room";
import { undoShield } from "../shield/set-shield";
import { GUEST, mayUndo } from "../users/permissions";
import type { SessionUser } from "../users/schema";
import { standingsIn } from "../users/standing";
import { undoGrant } from "../wallet/reverse-transaction";
import { undoAddWord, undoChangeWord, undoImportWords, undoRemoveWord, undoWordSettings } from "../words/undo-words";
import type { AuditAction } from "./acts";
import type { Inverse } from "./audit";
import { undoEndRoom } from "./end-room";
import { undoHideMessage } from "./hide-message";
import { undoRestriction } from "./lift";
import { undoSetRole } from "./set-role";
import { undoSetRoomModerator } from "./set-room-moderator";

const MOST_PER_MINUTE = 60;

/** What takes each act back. Acts that are not here stay as they are; ARCHITECTURE says why. */
const inverses: Partial<Record<AuditAction, Inverse>> = {
  "broadcast.pause": undoBroadcast,
  "broadcast.resume": undoBroadcast,
  "broadcast.send": undoBroadcast,
  "case.pass": undoDecideCase,
  "case.refuse": undoDecideCase,
  "coins.grant": undoGrant,
  "gift.change": undoChangeGift,
  "gift.create": undoCreateGift,
  "guest.ban": undoRestriction,
  "guest.lift": undoRestriction,
  "member.ban": undoRestriction,
  "member.kick": undoRestriction,
  "member.lift": undoRestriction,
  "member.mute": undoRestriction,
  "message.hide": undoHideMessage,
  "message.show": undoHideMessage,
  "room.appoint": undoSetRoomModerator,
  "room.chat": undoChatModes,
  "room.dismiss": undoSetRoomModerator,
  "room.end": undoEndRoom,
  "room.mute": undoRoomMute,
  "room.pin": undoPin,
  "room.shield": undoShield,
  "user.role": undoSetRole,
  "words.add": undoAddWord,
  "words.change": undoChangeWord,
  "words.import": undoImportWords,
  "words.remove": undoRemoveWord,
  "words.restore": undoImportWords,
  "words.settings": undoWordSettings,
};

/** True when an act of this name can be taken back at all. */
export function canBeUndone(action: string): boolean {
  return inverseOf(action) !== undefined;
}

/**
 * Takes an act of the audit log back by its inverse, which is an act itself: allowed to those who may do it and who did it or
 * stand above who did, and written to the log. Throws `not_found` for an entry that does not exist, `conflict` for an act that cannot be undone, was undone before, or
 * whose outcome was changed since.
 */
export async function undoAct(actor: SessionUser, entryId: bigint, nowMs: number): Promise<void> {
  await limit("undo", actor.id, MOST_PER_MINUTE, 60);
  const past = await db().auditEntry.findUnique({ where: { id: entryId } });
  if (!past) throw new AppError("not_found");
  const [actorStanding = GUEST, author = GUEST] = await standingsIn([actor.id, past.actorId], past.roomId);
  if (!mayUndo(actorStanding, author)) throw new AppError("forbidden", `undo of ${past.actorId}`);
  const inverse = inverseOf(past.action);
  if (!inverse) throw new AppError("conflict", `${past.action} cannot be undone`);
  await inverse(actor, past, nowMs);
}

function inverseOf(action: string): Inverse | undefined {
  return Object.hasOwn(inverses, action) ? inverses[action as AuditAction] : undefined;
}
