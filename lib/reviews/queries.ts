import "server-only";
import { z } from "zod";
import { db } from "../db";
import type { Prisma } from "../generated/prisma/client";
import { rememberLevels } from "../levels/remember-levels";
import { messageRef } from "../messages/rules";
import { type KeptMessage, keptMessage, messageExtras, stickerName } from "../messages/schema";
import { may, onSiteAs } from "../users/permissions";
import type { SessionUser, Standing } from "../users/schema";
import { requireAct } from "../users/standing";
import { listEquals } from "./authorize";
import type { ContextLine, ReviewCase, ReviewList, ReviewQuery } from "./schema";

const PAGE = 30;
const MOST_REPORTS = 20;

const withAll = {
  room: { select: { id: true, title: true, status: true, hostId: true } },
  reports: { orderBy: { createdAt: "asc" }, take: MOST_REPORTS, include: { reporter: { select: { name: true } } } },
} as const satisfies Prisma.ReviewCaseInclude;

type CaseRow = Prisma.ReviewCaseGetPayload<{ include: typeof withAll }>;

/**
 * The cases of one room, for those who keep order there, or of all rooms, for the site's moderators: those that wait, oldest
 * first, or those that were decided, newest first. Whoever keeps order in a room alone sees no case about somebody beside or
 * above. Nobody sees what was said about oneself, and who reported is told to those of the site's who may decide. Throws `forbidden`, and `not_found` for a room that does not exist.
 */
export async function listCases(user: SessionUser, { tab, room, after }: ReviewQuery): Promise<ReviewList> {
  if (room) await requireAct(user, "case.read", { roomId: room });
  else await requireAct(user, "reviews.read");
  const isStaff = may(onSiteAs(user.id, user.role), "reviews.read");
  const notAbout = room && !isStaff ? await listEquals(user, room) : [user.id];
  const shownHere = { ...(room ? { roomId: room } : {}), userId: { notIn: notAbout } };
  const [rows, openCount] = await Promise.all([
    db().reviewCase.findMany({
      where: { ...shownHere, status: tab === "open" ? "open" : { not: "open" }, ...(after ? following(tab, after) : {}) },
      orderBy: tab === "open" ? [{ createdAt: "asc" }, { id: "asc" }] : [{ decidedAt: "desc" }, { id: "asc" }],
      take: PAGE + 1,
      include: withAll,
    }),
    db().reviewCase.count({ where: { ...shownHere, status: "open" } }),
  ]);
  const shown = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? shown.at(-1) : undefined;
  return {
    cases: (await viewsOf(user, shown, isStaff)).filter(({ mayDecide }) => isStaff || mayDecide),
    next: last ? placeIn(tab, last) : null,
    openCount,
  };
}

/** What follows a case in its tab: by what the page before ended with, so that a case that is decided meanwhile breaks nothing. */
function following(tab: ReviewQuery["tab"], { atMs, id }: NonNullable<ReviewQuery["after"]>): Prisma.ReviewCaseWhereInput {
  const at = new Date(atMs);
  if (tab === "open") return { OR: [{ createdAt: { gt: at } }, { createdAt: at, id: { gt: id } }] };
  return { OR: [{ decidedAt: { lt: at } }, { decidedAt: at, id: { gt: id } }] };
}

function placeIn(tab: ReviewQuery["tab"], { createdAt, decidedAt, id }: CaseRow): string {
  return `${(tab === "open" ? createdAt : (decidedAt ?? createdAt)).getTime()}-${id}`;
}

/** All that is known of the people in some cases, in as few queries as one case would need. */
async function viewsOf(user: SessionUser, rows: readonly CaseRow[], isStaff: boolean): Promise<ReviewCase[]> {
  const about = [...new Set(rows.map(({ userId }) => userId))];
  const named = [...about, user.id, ...rows.flatMap((row) => [row.assigneeId ?? "", row.decidedById ?? ""])];
  const [people, standings, levels, histories] = await Promise.all([
    db().user.findMany({ where: { id: { in: named } }, select: { id: true, name: true } }),
    readRanks(user.id, rows),
    rememberLevels(about),
    readHistories(about),
  ]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const personOf = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? id });
  return rows.map((row) => {
    const { actor, target } = standings(row);
    const level = levels.get(row.userId);
    const mayDecide = may(actor, "case.decide", target);
    return {
      id: row.id,
      kind: row.kind,
      status: row.status,
      room: { id: row.room.id, title: row.room.title, status: row.room.status },
      person: { id: row.userId, name: names.get(row.userId) ?? row.userId },
      text: row.text,
      sticker: stickerName.safeParse(row.sticker).data ?? null,
      random: row.random === null ? null : Number(row.random),
      heldBy: row.reason,
      context: contextOf(row),
      sentAtMs: row.sentAt.getTime(),
      assignee: personOf(row.assigneeId),
      assignedAtMs: row.assignedAt?.getTime() ?? null,
      decidedBy: personOf(row.decidedById),
      decidedAtMs: row.decidedAt?.getTime() ?? null,
      hasHidden: row.hasHidden,
      reports: row.reports.map(({ reason, note, createdAt, reporter }) => ({
        reporter: isStaff && mayDecide ? reporter.name : null,
        reason,
        note,
        atMs: createdAt.getTime(),
      })),
      history: {
        ...(histories.get(row.userId) ?? { cases: 0, refused: 0, restrictions: 0 }),
        joinedAtMs: level?.joinedAtMs ?? null,
        level: level?.level ?? null,
      },
      standings: { reader: actor, person: target },
      mayDecide,
    };
  });
}

/** What the reader and the people of some cases are in each room. */
async function readRanks(readerId: string, rows: readonly CaseRow[]) {
  const ids = [...new Set([readerId, ...rows.map(({ userId }) => userId)])];
  const roomIds = [...new Set(rows.map(({ roomId }) => roomId))];
  const [people, moderators] = await Promise.all([
    db().user.findMany({ where: { id: { in: ids } }, select: { id: true, role: true } }),
    db().roomModerator.findMany({ where: { roomId: { in: roomIds }, userId: { in: ids } } }),
  ]);
  const roles = new Map(people.map(({ id, role }) => [id, role]));
  const keeps = new Set(moderators.map(({ roomId, userId }) => `${roomId} ${userId}`));
  const standing = (id: string, { id: roomId, hostId }: CaseRow["room"]): Standing => ({
    id,
    role: roles.get(id) ?? null,
    isHost: hostId === id,
    isRoomModerator: keeps.has(`${roomId} ${id}`),
  });
  return ({ room, userId }: CaseRow) => ({ actor: standing(readerId, room), target: standing(userId, room) });
}

interface PersonHistory {
  cases: number;
  refused: number;
  restrictions: number;
}

async function readHistories(userIds: readonly string[]): Promise<Map<string, PersonHistory>> {
  const about = { userId: { in: [...userIds] } };
  const [cases, restrictions] = await Promise.all([
    db().reviewCase.groupBy({ by: ["userId", "status"], where: about, _count: true }),
    db().restriction.groupBy({ by: ["userId"], where: about, _count: true }),
  ]);
  const histories = new Map<string, PersonHistory>();
  for (const { userId, status, _count } of cases) {
    const known = histories.get(userId) ?? { cases: 0, refused: 0, restrictions: 0 };
    const refused = known.refused + (status === "refused" ? _count : 0);
    histories.set(userId, { ...known, cases: known.cases + _count, refused });
  }
  for (const { userId, _count } of restrictions) {
    const known = histories.get(userId ?? "");
    if (known) known.restrictions = _count;
  }
  return histories;
}

const keptMessages = z.array(keptMessage);

function contextOf(row: CaseRow): ContextLine[] {
  const subject = row.random === null ? "" : messageRef({ fromId: row.userId, random: Number(row.random) });
  const kept = keptMessages.safeParse(row.context).data ?? [];
  return kept.map((one) => ({
    fromId: one.fromId,
    name: nameIn(one),
    text: one.text,
    sticker: one.sticker,
    atMs: one.sentAtMs,
    isSubject: messageRef(one) === subject,
  }));
}

function nameIn({ customData, fromId }: KeptMessage): string {
  try {
    return messageExtras.safeParse(JSON.parse(customData)).data?.name ?? fromId;
  } catch {
    return fromId; // what the server did not stamp names nobody
  }
}
