import "server-only";
import { db } from "../db";
import { AppError } from "../errors";
import type { Prisma } from "../generated/prisma/client";
import { may } from "../users/permissions";
import type { Standing } from "../users/schema";
import { parseRange, rangesOf } from "./rules";
import type { RestrictionList, RestrictionsQuery, RestrictionView } from "./schema";

const PAGE = 50;
const DEVICE_CHARACTERS = 6;
const CURSOR = /^(\d{1,15})_([0-9a-z]{12})$/;

/**
 * What holds now in a room, or with null everywhere and in all rooms; the newest first, fifty at a time. The caller has
 * checked that the reader may see it. What a banned person was seen with is told to the site's moderators alone: anybody can
 * open a room and ban somebody there.
 */
export async function listRestrictions(
  reader: Standing,
  roomId: string | null,
  { q, kind, cursor }: RestrictionsQuery,
  nowMs: number,
): Promise<RestrictionList> {
  const seesTraces = may(reader, "guest.ban");
  const holding: Prisma.RestrictionWhereInput = { liftedAt: null, OR: [{ until: null }, { until: { gt: new Date(nowMs) } }] };
  const rows = await db().restriction.findMany({
    where: {
      AND: [
        holding,
        roomId ? { roomId } : {},
        kind ? { kind } : {},
        q ? matching(q, seesTraces) : {},
        cursor ? after(cursor) : {},
      ],
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: PAGE + 1,
    include: { user: { select: { id: true, name: true } }, room: { select: { id: true, title: true } } },
  });
  const shown = rows.slice(0, PAGE);
  const names = await namesOf(shown.flatMap(({ byId, ofUserId }) => [byId, ...(ofUserId ? [ofUserId] : [])]));
  const person = (id: string) => ({ id, name: names.get(id) ?? id });
  const last = shown.at(-1);
  const items = shown.map((row): RestrictionView => {
    const { id, kind, room, user, reason, ofUserId } = row;
    const isTold = seesTraces || ofUserId === null;
    return {
      id,
      kind,
      room,
      user,
      device: isTold ? (row.deviceHash?.slice(0, DEVICE_CHARACTERS) ?? null) : null,
      addressRange: isTold ? row.addressRange : null,
      trace: ofUserId === null ? null : { kind: row.deviceHash ? "browser" : "address", of: person(ofUserId) },
      untilMs: row.until?.getTime() ?? null,
      reason,
      by: person(row.byId),
      createdAtMs: row.createdAt.getTime(),
    };
  });
  return { items, next: last && rows.length > PAGE ? `${last.createdAt.getTime()}_${last.id}` : null };
}

/** A part of somebody's name, of a reason or of a room's title; an id; a range; or an address, which is in several ranges. */
function matching(q: string, seesTraces: boolean): Prisma.RestrictionWhereInput {
  const written = q.replace(/[\\%_]/g, "\\$&"); // a pattern to the database otherwise
  const part = { contains: written, mode: "insensitive" } as const;
  const range = parseRange(q);
  const ranges = [...rangesOf(q), ...(range ? [range] : [])];
  return {
    OR: [
      { user: { name: part } },
      { userId: q },
      { ofUserId: q },
      { reason: part },
      { room: { title: part } },
      {
        ...(seesTraces ? {} : { ofUserId: null }),
        OR: [
          { deviceHash: { startsWith: written } },
          { addressRange: { startsWith: written } },
          { addressRange: { in: ranges } },
        ],
      },
    ],
  };
}

function after(cursor: string): Prisma.RestrictionWhereInput {
  const [, atMs, id] = CURSOR.exec(cursor) ?? [];
  if (!atMs || !id) throw new AppError("invalid_input", `cursor ${cursor}`);
  const createdAt = new Date(Number(atMs));
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
}

async function namesOf(userIds: readonly string[]): Promise<Map<string, string>> {
  const people = await db().user.findMany({ where: { id: { in: [...new Set(userIds)] } }, select: { id: true, name: true } });
  return new Map(people.map(({ id, name }) => [id, name]));
}
