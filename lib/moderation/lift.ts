import "server-only";
import { db, type Transaction } from "../db";
import { AppError } from "../errors";
import type { Restriction } from "../generated/prisma/client";
import { limit } from "../limit";
import { projectRestrictions } from "../restrictions/projection";
import {
  findRestriction,
  isHolding,
  isSameState,
  liftRow,
  type Place,
  type RestrictionState,
  restrictionStates,
  saveRestriction,
  stateOf,
  subjectOf,
} from "../restrictions/store";
import { GUEST, mayUndo } from "../users/permissions";
import type { SessionUser } from "../users/schema";
import { requireAct, standingsIn } from "../users/standing";
import { type Inverse, recordAct } from "./audit";
import { tellRestrictions } from "./tell-restrictions";

const MOST_PER_MINUTE = 60;

/**
 * Ends a mute or a ban before its time. Allowed to those who may, unless somebody above them placed it. Throws `not_found` for
 * one that does not exist, `conflict` for one that holds no longer.
 */
export async function lift(
  actor: SessionUser,
  restrictionId: string,
  reason: string,
  nowMs: number,
): Promise<{ entryIds: string[] }> {
  await limit("restrict", actor.id, MOST_PER_MINUTE, 60);
  const { row, entryId } = await db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT "id" FROM "Restriction" WHERE "id" = ${restrictionId} FOR UPDATE`;
    const found = await tx.restriction.findUnique({ where: { id: restrictionId } });
    if (!found) throw new AppError("not_found");
    const place: Place = { kind: found.kind, roomId: found.roomId, subject: subjectOf(found) };
    await requireLift(tx, actor, place);
    await requireAbove(tx, actor, found);
    if (!isHolding(found, nowMs)) throw new AppError("conflict", "holds no longer");
    const row = await liftRow(tx, found.id, nowMs);
    const states = { before: { rows: [stateOf(place, found)] }, after: { rows: [stateOf(place, row)] } };
    const entryId = await recordAct(tx, { actorId: actor.id, ...aboutPlace(place, "lift"), reason, ...states });
    await tellRestrictions(tx, [row], nowMs);
    return { row, entryId };
  });
  await projectRestrictions([row]);
  return { entryIds: [String(entryId)] };
}

async function requireLift(tx: Transaction, actor: SessionUser, { roomId, subject }: Place): Promise<void> {
  const at = roomId ? { roomId, tx } : { tx };
  if ("userId" in subject) await requireAct(actor, roomId ? "member.lift" : "user.lift", { ...at, targetId: subject.userId });
  else await requireAct(actor, roomId ? "room.banGuests" : "guest.ban", at);
}

/** What somebody above placed, nobody below lifts. */
async function requireAbove(tx: Transaction, actor: SessionUser, { byId, roomId }: Restriction): Promise<void> {
  const [own = GUEST, author = GUEST] = await standingsIn([actor.id, byId], roomId, tx);
  if (!mayUndo(own, author)) throw new AppError("forbidden", `placed by ${byId}`);
}

function aboutPlace({ roomId, subject }: Place, act: "lift" | "mute" | "ban") {
  const at = roomId ? { roomId } : {};
  if ("userId" in subject) return { action: `member.${act}`, subjectId: subject.userId, ...at } as const;
  const action = act === "lift" ? "guest.lift" : "guest.ban";
  return { action, subjectId: "deviceHash" in subject ? subject.deviceHash : subject.addressRange, ...at } as const;
}

/** Puts back what held before an act on a person or a range, browsers and addresses with it. */
export const undoRestriction: Inverse = async (actor, { id, roomId, ...states }, nowMs) => {
  const [before, after] = [restrictionStates.parse(states.before), restrictionStates.parse(states.after)];
  const rows = await db().$transaction(async (tx) => {
    const places = after.rows.map((state): Place => ({ kind: state.kind, roomId, subject: subjectOf(state) }));
    const [first] = places;
    if (!first) throw new AppError("conflict", "nothing to undo");
    await requireLift(tx, actor, first);
    const saved: Restriction[] = [];
    for (const [index, place] of places.entries()) {
      const now = stateOf(place, await findRestriction(tx, place));
      const [left, earlier] = [after.rows[index] as RestrictionState, before.rows[index] as RestrictionState];
      if (!isSameState(now, left)) throw new AppError("conflict", "changed since");
      saved.push(await saveRestriction(tx, place, earlier, actor.id, nowMs));
    }
    const act = before.rows[0]?.isOn ? first.kind : "lift";
    await recordAct(tx, { actorId: actor.id, ...aboutPlace(first, act), before: after, after: before, undoesId: id });
    await tellRestrictions(tx, saved, nowMs);
    return saved;
  });
  await projectRestrictions(rows);
};
