import "server-only";
import { db, type Transaction } from "../db";
import { AppError } from "../errors";
import type { Restriction } from "../generated/prisma/client";
import { limit } from "../limit";
import { projectRestrictions } from "../restrictions/projection";
import { KICK_SECONDS, type RestrictionKind, type Subject, traceUntil, untilOf } from "../restrictions/rules";
import type { RestrictInput } from "../restrictions/schema";
import { findRestriction, isHolding, type Place, saveRestriction, stateOf } from "../restrictions/store";
import { listTraces } from "../restrictions/traces";
import type { ActName } from "../users/permissions";
import type { SessionUser } from "../users/schema";
import { requireAct } from "../users/standing";
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
 * Throws `forbidden` unless the actor may do it to every one of them.
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
  const outcome: Outcome = { rows: [], entryIds: [] };
  const kind: RestrictionKind = act === "mute" ? "mute" : "ban";
  const untilMs = untilOf(act === "kick" ? KICK_SECONDS : input.seconds, nowMs);
  // In one order, so that two who act on the same people never wait for each other in a circle.
  for (const userId of [...new Set(input.userIds)].sort()) {
    const { target } = await requireAct(actor, rights[act][roomId ? "room" : "site"], {
      ...(roomId ? { roomId } : {}),
      targetId: userId,
      tx,
    });
    if (target.id === null) throw new AppError("not_found");
    const subjects: Subject[] = [{ userId }, ...(traces.get(userId) ?? [])];
    const places = subjects.map((subject): Place => ({ kind, roomId, subject }));
    const found = await Promise.all(places.map((place) => findRestriction(tx, place)));
    const [own] = found;
    if (act === "kick" && own && isHolding(own, nowMs) && endsLater(own, untilMs)) continue; // out already, and for longer
    const saved: Restriction[] = [];
    for (const place of places)
      saved.push(
        await saveRestriction(
          tx,
          place,
          { isOn: true, untilMs: traceUntil(place.subject, untilMs, nowMs), reason },
          actor.id,
          nowMs,
        ),
      );
    const before = { rows: places.map((place, index) => stateOf(place, found[index] ?? null)) };
    const after = { rows: places.map((place, index) => stateOf(place, saved[index] ?? null)) };
    const about = { subjectId: userId, ...(roomId ? { roomId } : {}), reason, before, after };
    outcome.entryIds.push(await recordAct(tx, { actorId: actor.id, action: `member.${act}`, ...about }));
    outcome.rows.push(...saved);
  }
  return outcome;
}

function endsLater({ until }: Restriction, untilMs: number | null): boolean {
  return until === null || (untilMs !== null && until.getTime() > untilMs);
}

async function banRange(tx: Transaction, actor: SessionUser, input: RangeInput, nowMs: number): Promise<Outcome> {
  const { roomId, addressRange, reason } = input;
  await requireAct(actor, roomId ? "room.banGuests" : "guest.ban", { ...(roomId ? { roomId } : {}), tx });
  const place: Place = { kind: "ban", roomId, subject: { addressRange } };
  const found = await findRestriction(tx, place);
  const saved = await saveRestriction(tx, place, { isOn: true, untilMs: untilOf(input.seconds, nowMs), reason }, actor.id, nowMs);
  const states = { before: { rows: [stateOf(place, found)] }, after: { rows: [stateOf(place, saved)] } };
  const about = { subjectId: addressRange, ...(roomId ? { roomId } : {}), reason };
  return { rows: [saved], entryIds: [await recordAct(tx, { actorId: actor.id, action: "guest.ban", ...about, ...states })] };
}
