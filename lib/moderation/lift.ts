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
  listTracesOf,
  lockPlaces,
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
 * Ends a mute or a ban before its time, a ban with what was kept out as that person's traces. Allowed to those who may, unless
 * somebody above them placed it. Throws `not_found` for one that does not exist, `conflict` for one that holds no longer.
 */
export async function lift(
  actor: SessionUser,
  restrictionId: string,
  reason: string,
  nowMs: number,
): Promise<{ entryIds: string[] }> {
  await limit("restrict", actor.id, MOST_PER_MINUTE, 60);
  const { rows, entryId } = await db().$transaction(async (tx) => {
    const known = await tx.restriction.findUnique({ where: { id: restrictionId } });
    if (!known) throw new AppError("not_found");
    await lockPlaces(tx, [known, ...(await listTracesOf(tx, known))].map(placeOf));
    const place = placeOf(known);
    await requireLift(tx, actor, place);
    const found = await tx.restriction.findUniqueOrThrow({ where: { id: restrictionId } });
    await requireAbove(tx, actor, found);
    if (!isHolding(found, nowMs)) throw new AppError("conflict", "holds no longer");
    const ended = [found, ...(await listTracesOf(tx, found)).filter((trace) => isHolding(trace, nowMs))];
    const rows: Restriction[] = [];
    for (const { id } of ended) rows.push(await liftRow(tx, id, nowMs));
    const states = { before: { rows: ended.map(stateOfRow) }, after: { rows: rows.map(stateOfRow) } };
    const entryId = await recordAct(tx, { actorId: actor.id, ...aboutRow(found, "lift"), reason, ...states });
    await tellRestrictions(tx, rows, nowMs);
    return { rows, entryId };
  });
  await projectRestrictions(rows);
  return { entryIds: [String(entryId)] };
}

function placeOf(row: Restriction): Place {
  return { kind: row.kind, roomId: row.roomId, subject: subjectOf(row) };
}

function stateOfRow(row: Restriction): RestrictionState {
  return stateOf(placeOf(row), row);
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

/** A trace is told by whose it is: what it is, is not for everybody who reads of the act. */
function aboutRow({ roomId, userId, ofUserId, deviceHash, addressRange }: Restriction, act: "lift" | "mute" | "ban") {
  const at = roomId ? { roomId } : {};
  if (userId) return { action: `member.${act}`, subjectId: userId, ...at } as const;
  const action = act === "lift" ? "guest.lift" : "guest.ban";
  return { action, subjectId: ofUserId ?? deviceHash ?? addressRange ?? "", ...at } as const;
}

/**
 * Puts back what held before an act on a person or a range, and who had placed it. Throws `conflict` when that was changed
 * since, be it by the same words; of the browsers and addresses with it, what was changed since is left alone.
 */
export const undoRestriction: Inverse = async (actor, { id, roomId, ...states }, nowMs) => {
  const [before, after] = [restrictionStates.parse(states.before), restrictionStates.parse(states.after)];
  const rows = await db().$transaction(async (tx) => {
    const places = after.rows.map((state): Place => ({ kind: state.kind, roomId, subject: subjectOf(state) }));
    const [first] = places;
    if (!first) throw new AppError("conflict", "nothing to undo");
    await requireLift(tx, actor, first);
    await lockPlaces(tx, places);
    const changed: { row: Restriction; before: RestrictionState }[] = [];
    for (const [index, place] of places.entries()) {
      const found = await findRestriction(tx, place);
      const now = stateOf(place, found);
      const [left, earlier] = [after.rows[index] as RestrictionState, before.rows[index] as RestrictionState];
      const isSame = isSameState(now, left);
      if (!isSame && index === 0) throw new AppError("conflict", "changed since");
      if (!isSame) continue;
      if (found && left.revision === null) await requireAbove(tx, actor, found);
      const stay = { ...earlier, byId: earlier.byId ?? actor.id, sinceMs: earlier.sinceMs ?? nowMs };
      changed.push({ row: await saveRestriction(tx, place, stay, nowMs), before: now });
    }
    const saved = changed.map(({ row }) => row);
    const [own] = saved as [Restriction, ...Restriction[]];
    const outcome = { before: { rows: changed.map((one) => one.before) }, after: { rows: saved.map(stateOfRow) } };
    const act = before.rows[0]?.isOn ? first.kind : "lift";
    await recordAct(tx, { actorId: actor.id, ...aboutRow(own, act), ...outcome, undoesId: id });
    await tellRestrictions(tx, saved, nowMs);
    return saved;
  });
  await projectRestrictions(rows);
};
