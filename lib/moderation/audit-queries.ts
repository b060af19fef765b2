import "server-only";
import { db } from "../db";
import { Prisma } from "../generated/prisma/client";
import { listEquals } from "../reviews/authorize";
import { GUEST, may, mayUndo, onSiteAs } from "../users/permissions";
import type { SessionUser, Standing } from "../users/schema";
import { requireAct, standingsIn } from "../users/standing";
import { changesOf, readableState } from "./rules";
import type { AuditLine, AuditPage, AuditQuery } from "./schema";
import { canBeUndone } from "./undo";

const PAGE = 50;
/** Of a state as it is stored: a list of words may be megabytes, and is told by nothing but its name. */
const MOST_STATE = 20_000;

interface Row {
  id: bigint;
  createdAt: Date;
  actorId: string;
  actorName: string | null;
  action: string;
  subjectId: string;
  subjectName: string | null;
  roomId: string | null;
  roomTitle: string | null;
  reason: string;
  detail: string;
  before: unknown;
  after: unknown;
  undoesId: bigint | null;
  undoneById: bigint | null;
}

/** A page of the audit log, newest first: the reader's own acts, or for admins everybody's. Throws `forbidden`. */
export async function listAudit(reader: SessionUser, query: AuditQuery): Promise<AuditPage> {
  await requireAct(reader, "audit.own");
  const isWhole = may(onSiteAs(reader.id, reader.role), "audit.all");
  return readPage(
    reader,
    query,
    { scope: isWhole ? Prisma.sql`true` : Prisma.sql`entry."actorId" = ${reader.id}`, isWhole },
    null,
  );
}

/**
 * What was done in one room, for those who keep order there. What was decided about somebody beside or above them is for the
 * site's moderators to see. Throws `forbidden`, and `not_found` for no room.
 */
export async function listRoomAudit(reader: SessionUser, roomId: string, query: AuditQuery): Promise<AuditPage> {
  await requireAct(reader, "audit.room", { roomId });
  const onSite = onSiteAs(reader.id, reader.role);
  const inRoom = Prisma.sql`entry."roomId" = ${roomId}`;
  const scope = may(onSite, "reviews.read") ? inRoom : Prisma.sql`${inRoom} AND ${await casesBelow(reader, roomId)}`;
  return readPage(reader, query, { scope, isWhole: true }, roomId);
}

/** Leaves out what was decided about people whom the reader's own queue does not show. */
async function casesBelow(reader: SessionUser, roomId: string): Promise<Prisma.Sql> {
  return Prisma.sql`(entry."action" NOT LIKE 'case.%' OR EXISTS (
    SELECT 1 FROM "ReviewCase" AS found WHERE found."id" = entry."subjectId" AND found."userId" <> ALL(${await listEquals(reader, roomId)})
  ))`;
}

async function readPage(
  reader: SessionUser,
  { q, action, before }: AuditQuery,
  { scope, isWhole }: { scope: Prisma.Sql; isWhole: boolean },
  roomId: string | null,
): Promise<AuditPage> {
  const like = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  // Admins see addresses in the list of accounts; nobody else may feel for them here.
  const byEmail =
    isWhole && roomId === null ? Prisma.sql`actor."email" ILIKE ${like} OR subject."email" ILIKE ${like}` : Prisma.sql`false`;
  const person = Prisma.sql`(entry."actorId" = ${q} OR entry."subjectId" = ${q} OR entry."roomId" = ${q}
    OR actor."name" ILIKE ${like} OR subject."name" ILIKE ${like} OR ${byEmail})`;
  const wanted = [
    scope,
    ...(action ? [Prisma.sql`entry."action" = ${action}`] : []),
    ...(before ? [Prisma.sql`entry."id" < ${BigInt(before)}`] : []),
    ...(q ? [person] : []),
  ];
  const rows = await db().$queryRaw<Row[]>`
    SELECT entry."id", entry."createdAt", entry."actorId", actor."name" AS "actorName",
      entry."action", entry."subjectId", subject."name" AS "subjectName", entry."roomId", room."title" AS "roomTitle",
      entry."reason", entry."detail", entry."undoesId", undoing."id" AS "undoneById",
      CASE WHEN pg_column_size(entry."before") <= ${MOST_STATE} THEN entry."before" END AS "before",
      CASE WHEN pg_column_size(entry."after") <= ${MOST_STATE} THEN entry."after" END AS "after"
    FROM "AuditEntry" AS entry
    LEFT JOIN "User" AS actor ON actor."id" = entry."actorId"
    LEFT JOIN "User" AS subject ON subject."id" = split_part(entry."subjectId", ':', 1)
    LEFT JOIN "Room" AS room ON room."id" = entry."roomId"
    LEFT JOIN "AuditEntry" AS undoing ON undoing."undoesId" = entry."id"
    WHERE ${Prisma.join(wanted, " AND ")} ORDER BY entry."id" DESC LIMIT ${PAGE + 1}`;
  const shown = rows.slice(0, PAGE);
  const next = rows.length > PAGE ? String(shown.at(-1)?.id) : null;
  const [own = GUEST, ...authors] = await standingsIn([reader.id, ...shown.map(({ actorId }) => actorId)], roomId);
  return { isWhole, next, lines: shown.map((row, index) => lineOf(row, own, authors[index] ?? GUEST)) };
}

function lineOf(row: Row, reader: Standing, author: Standing): AuditLine {
  const isUndone = row.undoneById !== null;
  const seesTraces = may(reader, "guest.ban");
  return {
    id: String(row.id),
    atMs: row.createdAt.getTime(),
    actorName: row.actorName ?? row.actorId,
    action: row.action,
    subjectName: row.subjectName ?? (row.subjectId === row.roomId ? (row.roomTitle ?? row.subjectId) : row.subjectId),
    room: row.roomId ? { id: row.roomId, title: row.roomTitle ?? row.roomId } : null,
    reason: row.reason || row.detail,
    changes: changesOf(readableState(row.before, seesTraces), readableState(row.after, seesTraces)),
    undoesId: row.undoesId === null ? null : String(row.undoesId),
    isUndone,
    canUndo: !isUndone && canBeUndone(row.action) && mayUndo(reader, author),
  };
}
