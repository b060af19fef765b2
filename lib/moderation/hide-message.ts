import "server-only";
import { z } from "zod";
import { db } from "../db";
import { AppError } from "../errors";
import { limit } from "../limit";
import { messageRef, partsOfRef } from "../messages/rules";
import type { SessionUser } from "../users/schema";
import { requireAct } from "../users/standing";
import { type Inverse, recordAct } from "./audit";
import { findKept, type MessagePlace, projectHidden, requireShow, storeHidden } from "./hidden-messages";

const MOST_PER_MINUTE = 120;

/**
 * Takes a message away from a room, for those who keep order there and stand above its author: from the pages that are open,
 * from the history, from answers to it, and from above the chat. Gives the audit entry, by which it can be undone. Throws
 * `conflict` when it was taken away before.
 */
export async function hideMessage(actor: SessionUser, place: MessagePlace, reason: string): Promise<bigint> {
  return setHidden(actor, place, true, { reason });
}

/** Shows a message again that was taken away, unless somebody above took it away. */
export async function showMessage(actor: SessionUser, place: MessagePlace, reason: string): Promise<bigint> {
  return setHidden(actor, place, false, { reason });
}

interface AboutAct {
  reason?: string;
  undoesId?: bigint;
}

async function setHidden(actor: SessionUser, place: MessagePlace, isHidden: boolean, about: AboutAct): Promise<bigint> {
  const { roomId, fromId, random } = place;
  await limit("hide-message", actor.id, MOST_PER_MINUTE, 60);
  const kept = await findKept(place);
  const { entryId, change } = await db().$transaction(async (tx) => {
    await requireAct(actor, "message.hide", { roomId, targetId: fromId, tx });
    if (!isHidden) await requireShow(tx, actor, place);
    const change = await storeHidden(tx, place, isHidden, kept, { actorId: actor.id, caseId: null });
    if (!change) throw new AppError("conflict", `hidden is ${isHidden} already`);
    const [before, after] = [{ isHidden: !isHidden }, { isHidden }];
    const entryId = await recordAct(tx, {
      actorId: actor.id,
      action: isHidden ? "message.hide" : "message.show",
      subjectId: messageRef({ fromId, random }),
      roomId,
      before: kept ? { ...before, text: kept.text, sticker: kept.sticker } : before,
      after,
      ...about,
    });
    return { entryId, change };
  });
  await projectHidden(change);
  return entryId;
}

/** Shows what was taken away, or takes away what was shown again. */
export const undoHideMessage: Inverse = async (actor, { id, action, subjectId, roomId }) => {
  const place = { roomId: z.string().parse(roomId), ...partsOfRef(subjectId) };
  await setHidden(actor, place, action === "message.show", { undoesId: id });
};
