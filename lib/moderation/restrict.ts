import "server-only";
import { db, type Transaction } from "../db";
import { AppError } from "../errors";
import type { Restriction } from "../generated/prisma/client";
import { limit } from "../limit";
import { projectRestrictions } from "../restrictions/projection";
import { KICK_SECONDS, type RestrictionKind, type Subject, traceUntil, untilOf } from "../restrictions/rules";
import type { RestrictInput } from "../restrictions/schema";
import { findRestriction, isHolding, lockPlaces, type Place, saveRestriction, stateOf } from "../restrictions/store";
import { listTraces } from "../restrictions/traces";
import { closeRoomsOfBanned } from "../rooms/close-banned";
import { type ActName, GUEST, mayUndo } from "../users/permissions";
import type { SessionUser, Standing } from "../users/schema";
import { requireAct, requireActTo, standingsIn } from "../users/standing";
import { recordAct } from "./audit";
import { tellRestrictions } from "./tell-restrictions";

const MOST_PER_MINUTE = 60;

type PeopleInput = Exclude<RestrictInput, { act: "banRange" }>;
type RangeInput = Extract<RestrictInput, { act: "banRange" }>;

/** What somebody must be allowed to do, in a room and on the whole site. */
const rights = {
  mute: { room: "member.mute", site: "user.mute" },
  kick: { room: "member.kick", site: "user.kick" },
  ban: { room: "member.ban", site: "user.ban" },
} as const satisfies Record<PeopleInput["act"], { room: ActName; site: ActName }>;

/** What an act left: the rows to publish, and its entries in the audit log. */
interface Outcome {
  rows: Restriction[];
  entryIds: bigint[];
}

/**
 * Mutes, kicks or bans people, or keeps a range of addresses out: in one transaction with what Tencent is told and with the
 * audit log, which gets an entry for each person. From the moment it returns, what they send, join and ask for is refused.
 * Throws `forbidden` unless the actor may do it to every one of them, or when somebody above holds one of them back for longer.
 */
export async function restrict(actor: SessionUser, input: RestrictInput, nowMs: number): Promise<{ entryIds: string[] }> {
  await limit("restrict", actor.id, MOST_PER_MINUTE, 60);
  const traces = new Map<string, Subject[]>();
  if (input.act === "ban" && input.withTraces) {
    for (const userId of input.userIds) traces.set(userId, await listTraces(userId));
  }
  const { rows, entryIds } = await db().$transaction(async (tx) => {
    const outcome =
      input.act === "banRange" ? await banRange(tx, actor, input, nowMs) : await restrictPeople(tx, actor, input, traces, nowMs);
    await tellRestrictions(tx, outcome.rows, nowMs);
    return outcome;
  });
  await projectRestrictions(rows);
  if (rows.some(({ kind, userId }) => kind === "ban" && userId)) await closeRoomsOfBanned(nowMs);
  return { entryIds: entryIds.map(String) };
}

async function restrictPeople(
  tx: Transaction,
  actor: SessionUser,
  input: PeopleInput,
  traces: ReadonlyMap<string, Subject[]>,
  nowMs: number,
): Promise<Outcome> {
  const { act, roomId, reason } = input;
  const at = roomId ? { roomId, tx } : { tx };
  const userIds = [...new Set(input.userIds)].sort();
  const { actor: standing, targets } = await requireActTo(actor, rights[act][roomId ? "room" : "site"], userIds, at);
  if (targets.some(({ id }) => id === null)) throw new AppError("not_found");
  if (act === "ban" && input.withTraces) await requireAct(actor, roomId ? "room.banGuests" : "guest.ban", at);
  const kind: RestrictionKind = act === "mute" ? "mute" : "ban";
  const placeOf = (subject: Subject): Place => ({ kind, roomId, subject });
  const tracesOf = (userId: string) => (traces.get(userId) ?? []).map(placeOf);
  await lockPlaces(tx, [...userIds.map((userId) => placeOf({ userId })), ...userIds.flatMap(tracesOf)]);
  const outcome: Outcome = { rows: [], entryIds: [] };
  const stay: NewStay = { untilMs: untilOf(act === "kick" ? KICK_SECONDS : input.seconds, nowMs), reason, byId: actor.id };
  for (const userId of userIds) {
    const place = placeOf({ userId });
    const found = await findRestriction(tx, place);
    if (act === "kick" && found && isHolding(found, nowMs) && endsLater(found, stay.untilMs)) continue; // out already, and for longer
    const changes = [await change(tx, standing, place, found, stay, nowMs)];
    for (const trace of tracesOf(userId)) changes.push(...(await changeTrace(tx, standing, trace, userId, stay, nowMs)));
    const [before, after] = [{ rows: changes.map((one) => one.before) }, { rows: changes.map((one) => one.after) }];
    const about = { subjectId: userId, ...(roomId ? { roomId } : {}), reason, before, after };
    outcome.entryIds.push(await recordAct(tx, { actorId: actor.id, action: `member.${act}`, ...about }));
    outcome.rows.push(...changes.map(({ row }) => row));
  }
  return outcome;
}

interface NewStay {
  untilMs: number | null;
  reason: string;
  byId: string;
  ofUserId?: string;
}

/**
 * Writes what holds in a place from now on. What somebody above placed there is not made shorter from below; made longer, it
 * stays theirs, so that it is not lifted from below either.
 */
async function change(tx: Transaction, actor: Standing, place: Place, found: Restriction | null, stay: NewStay, nowMs: number) {
  const isAbove = found !== null && isHolding(found, nowMs) && !(await mayReplace(tx, actor, found));
  if (isAbove && endsLater(found, stay.untilMs)) throw new AppError("forbidden", `held for longer by ${found.byId}`);
  const byId = isAbove ? found.byId : stay.byId;
  const row = await saveRestriction(tx, place, { ...stay, isOn: true, byId, sinceMs: nowMs }, nowMs);
  return { row, before: stateOf(place, found), after: stateOf(place, row) };
}

/** A browser or an address may be several people's: where it is kept out for longer, or was named by somebody, it stays so. */
async function changeTrace(tx: Transaction, actor: Standing, place: Place, ofUserId: string, stay: NewStay, nowMs: number) {
  const found = await findRestriction(tx, place);
  const untilMs = traceUntil(place.subject, stay.untilMs, nowMs);
  const isKept = found !== null && isHolding(found, nowMs) && (found.ofUserId === null || !endsEarlier(found, untilMs));
  return isKept ? [] : [await change(tx, actor, place, found, { ...stay, untilMs, ofUserId }, nowMs)];
}

async function mayReplace(tx: Transaction, actor: Standing, { byId, roomId }: Restriction): Promise<boolean> {
  const [author = GUEST] = await standingsIn([byId], roomId, tx);
  return mayUndo(actor, author);
}

function endsLater({ until }: Restriction, untilMs: number | null): boolean {
  return untilMs !== null && (until === null || until.getTime() > untilMs);
}

function endsEarlier({ until }: Restriction, untilMs: number | null): boolean {
  return until !== null && (untilMs === null || until.getTime() < untilMs);
}

async function banRange(tx: Transaction, actor: SessionUser, input: RangeInput, nowMs: number): Promise<Outcome> {
  const { roomId, addressRange, reason } = input;
  const at = roomId ? { roomId, tx } : { tx };
  const { actor: standing } = await requireAct(actor, roomId ? "room.banGuests" : "guest.ban", at);
  const place: Place = { kind: "ban", roomId, subject: { addressRange } };
  await lockPlaces(tx, [place]);
  const found = await findRestriction(tx, place);
  const stay: NewStay = { untilMs: untilOf(input.seconds, nowMs), reason, byId: actor.id };
  const { row, before, after } = await change(tx, standing, place, found, stay, nowMs);
  const about = { subjectId: addressRange, ...(roomId ? { roomId } : {}), reason };
  const states = { before: { rows: [before] }, after: { rows: [after] } };
  return { rows: [row], entryIds: [await recordAct(tx, { actorId: actor.id, action: "guest.ban", ...about, ...states })] };
}
