import "server-only";
import { z } from "zod";
import { type AnnouncementBlock, announcementBlocks } from "../announcements/schema";
import { db, type Transaction } from "../db";
import { AppError } from "../errors";
import type { ReviewCase } from "../generated/prisma/client";
import { findLevel } from "../levels/remember-levels";
import type { KnownLevel } from "../levels/schema";
import { type Inverse, recordAct } from "../moderation/audit";
import {
  findHiddenBy,
  findKept,
  type HiddenChange,
  projectHidden,
  requireShow,
  storeHidden,
} from "../moderation/hidden-messages";
import { publishRoom } from "../rooms/apply-room-event";
import type { RoomRow } from "../rooms/record";
import { putBackPicture, takeDownPicture } from "../rooms/take-down-picture";
import type { SessionUser } from "../users/schema";
import { lockCase } from "./authorize";
import { imageIdIn } from "./picture-cases";
import { isTakenByOther } from "./rules";
import type { DecideInput } from "./schema";
import { sendHeld } from "./send-held";

/**
 * Decides a case, for those who keep order in its room and stand above the one it is about. A held message that passes is sent to
 * the room in its author's name; a reported one that is refused is taken away. Gives the audit entry, by which it can be undone.
 * Throws `conflict` when it was decided before, or while somebody else has it: `case` in the fields says which.
 */
export async function decideCase(actor: SessionUser, caseId: string, input: DecideInput, nowMs: number): Promise<bigint> {
  const { outcome, reason } = input;
  const { kept, level } = await readAhead(caseId);
  const { entryId, change, picture } = await db().$transaction(async (tx) => {
    const found = await lockCase(tx, actor, caseId);
    checkOpen(found, actor, nowMs);
    const isRefused = outcome === "refused";
    const by = { actorId: actor.id, caseId };
    const again = found.kind === "held" && !isRefused ? await sendOrShow(tx, actor, found, kept, level, nowMs) : null;
    const taken = isRefused && found.kind === "message" ? await storeHidden(tx, placeOf(found), true, kept, by) : null;
    const picture = isRefused && found.kind === "picture" ? await takeDownPicture(tx, found.roomId, imageIdIn(found.text)) : null;
    const wasSent = again?.wasSent ?? false;
    const decision = { status: outcome, hasHidden: taken !== null || picture !== null, wasSent };
    await tx.reviewCase.update({
      where: { id: caseId },
      data: { ...decision, decidedById: actor.id, decidedAt: new Date(nowMs), assigneeId: null, assignedAt: null },
    });
    const entryId = await recordAct(tx, {
      actorId: actor.id,
      action: outcome === "passed" ? "case.pass" : "case.refuse",
      subjectId: caseId,
      roomId: found.roomId,
      reason,
      before: { ...aboutCase(found), ...(picture ? { blocks: picture.blocks } : {}) },
      after: decision,
    });
    return { entryId, change: taken ?? again?.shown ?? null, picture };
  });
  if (change) await projectHidden(change);
  if (picture) await publishRoom(picture.row);
  return entryId;
}

type Kept = Awaited<ReturnType<typeof findKept>>;

const decided = z.object({ status: z.enum(["passed", "refused"]) });
const tookDown = z.object({ blocks: announcementBlocks.default([]) });

/** Opens a decided case again: what it hid is shown, what it sent is taken away, and who was told will be told anew. */
export const undoDecideCase: Inverse = async (actor, { id, subjectId: caseId, before, after }) => {
  const { status } = decided.parse(after);
  const { blocks } = tookDown.parse(before);
  const { kept } = await readAhead(caseId);
  const { change, row } = await db().$transaction(async (tx) => {
    const found = await lockCase(tx, actor, caseId);
    if (found.status !== status) throw new AppError("conflict", `the case is ${found.status}`);
    await checkOnlyCase(tx, found);
    const change = await takeBack(tx, actor, found, kept);
    const row = found.kind === "picture" && found.hasHidden ? await putBack(tx, found, blocks) : null;
    const untold = { toldAt: null };
    await tx.reviewCase.update({
      where: { id: caseId },
      data: { status: "open", hasHidden: false, wasSent: false, decidedById: null, decidedAt: null, ...untold },
    });
    await tx.reviewReport.updateMany({ where: { caseId }, data: untold });
    await recordAct(tx, {
      actorId: actor.id,
      action: "case.reopen",
      subjectId: caseId,
      roomId: found.roomId,
      before: { ...aboutCase(found), status },
      after: { status: "open" },
      undoesId: id,
    });
    return { change, row };
  });
  if (change) await projectHidden(change);
  if (row) await publishRoom(row);
};

async function putBack(tx: Transaction, found: ReviewCase, blocks: AnnouncementBlock[]): Promise<RoomRow> {
  const row = await putBackPicture(tx, found.roomId, imageIdIn(found.text), blocks);
  if (!row) throw new AppError("conflict", "the host has written another announcement");
  return row;
}

/** Of what is no message one case is open at a time: while there is a new one, the old one stays decided. */
async function checkOnlyCase(tx: Transaction, { id, kind, roomId, userId, text, random }: ReviewCase): Promise<void> {
  if (random !== null) return;
  const same = { kind, roomId, userId, status: "open" as const, id: { not: id }, ...(kind === "picture" ? { text } : {}) };
  if ((await tx.reviewCase.count({ where: same })) > 0) throw new AppError("conflict", "another case is open");
}

/** Shows what the decision took away, unless somebody has decided about the message since; takes away what it sent. */
async function takeBack(tx: Transaction, actor: SessionUser, found: ReviewCase, kept: Kept): Promise<HiddenChange | null> {
  const [place, by] = [placeOf(found), { actorId: actor.id, caseId: found.id }];
  if (found.kind === "message" && found.hasHidden) {
    const isOwn = (await findHiddenBy(tx, place))?.caseId === found.id;
    return isOwn ? storeHidden(tx, place, false, kept, by) : null;
  }
  return found.wasSent ? storeHidden(tx, place, true, kept, by) : null;
}

/** Sends a held message; one that was sent before and taken away is shown again. */
async function sendOrShow(
  tx: Transaction,
  actor: SessionUser,
  found: ReviewCase,
  kept: Kept,
  level: KnownLevel | null,
  nowMs: number,
): Promise<{ wasSent: boolean; shown: HiddenChange | null }> {
  const place = placeOf(found);
  await requireShow(tx, actor, place);
  const shown = await storeHidden(tx, place, false, kept, { actorId: actor.id, caseId: found.id });
  const sent = { subjectId: found.id, action: "case.pass", after: { path: ["wasSent"], equals: true } };
  const wasSent = (await tx.auditEntry.count({ where: sent })) > 0 || (await sendHeld(tx, found, level, nowMs));
  return { wasSent, shown };
}

function checkOpen({ status, assigneeId, assignedAt }: ReviewCase, actor: SessionUser, nowMs: number): void {
  if (status !== "open") throw new AppError("conflict", `decided: ${status}`, { fields: { case: "decided" } });
  const isTaken = isTakenByOther({ assigneeId, assignedAtMs: assignedAt?.getTime() ?? null }, actor.id, nowMs);
  if (isTaken) throw new AppError("conflict", `assigned to ${assigneeId}`, { fields: { case: "assigned" } });
}

/** The message of a case as the history has it, and its author's level: read before the transaction, which holds no network call. */
async function readAhead(caseId: string) {
  const found = await db().reviewCase.findUnique({ where: { id: caseId } });
  if (!found || found.random === null) return { kept: null, level: null };
  return { kept: await findKept(placeOf(found)), level: found.kind === "held" ? await findLevel(found.userId) : null };
}

function placeOf({ roomId, userId, random }: ReviewCase) {
  return { roomId, fromId: userId, random: Number(random ?? 0) };
}

function aboutCase({ kind, userId, text, sticker }: ReviewCase) {
  return { kind, userId, text, sticker };
}
