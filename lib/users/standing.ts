import "server-only";
import { db, type Transaction } from "../db";
import { AppError } from "../errors";
import { type ActName, GUEST, may, permissions } from "./permissions";
import type { UserRole } from "./roles";
import type { SessionUser, Standing } from "./schema";

interface StandingRow {
  id: string;
  role: UserRole;
  isHost: boolean;
  isRoomModerator: boolean;
  /** Kept out of the room or of the site. */
  isBanned: boolean;
}

async function readStandings(
  userIds: readonly (string | null)[],
  roomId: string | null,
  tx: Transaction,
): Promise<StandingRow[]> {
  return tx.$queryRaw<StandingRow[]>`
    SELECT person."id", person."role"::text AS "role", COALESCE(room."hostId" = person."id", false) AS "isHost",
      moderator."userId" IS NOT NULL AS "isRoomModerator",
      EXISTS (
        SELECT 1 FROM "Restriction" AS held WHERE held."userId" = person."id" AND held."kind" = 'ban' AND held."liftedAt" IS NULL
          AND (held."until" IS NULL OR held."until" > timezone('UTC', now())) AND (held."roomId" IS NULL OR held."roomId" = ${roomId}::text)
      ) AS "isBanned"
    FROM "User" AS person
    LEFT JOIN "Room" AS room ON room."id" = ${roomId}::text
    LEFT JOIN "RoomModerator" AS moderator ON moderator."roomId" = room."id" AND moderator."userId" = person."id"
    WHERE person."id" = ANY(${userIds.filter((id) => id !== null)})`;
}

function standingOf(rows: readonly StandingRow[], id: string | null): Standing {
  const row = rows.find((one) => one.id === id);
  return row ? { id: row.id, role: row.role, isHost: row.isHost, isRoomModerator: row.isRoomModerator } : GUEST;
}

/** What people are in a room (with null: on the site), as it is stored now, in one query. Who has no account is a guest. */
export async function standingsIn(
  userIds: readonly (string | null)[],
  roomId: string | null,
  tx: Transaction = db(),
): Promise<Standing[]> {
  const rows = await readStandings(userIds, roomId, tx);
  return userIds.map((id) => standingOf(rows, id));
}

interface ActPlace {
  /** The room of an act that happens in one. */
  roomId?: string;
  /** The person to whom it is done. */
  targetId?: string;
  /** The transaction of the act: the check then sees what the act sees. */
  tx?: Transaction;
}

/** What somebody does who is kept out of the site or of the room: nothing that takes a rank. Their own doors ask for themselves. */
const ofTheBanned: readonly ActName[] = ["site.read", "account.use"];

/**
 * Throws `forbidden` when the table does not let somebody do an act as they are stored now, whatever their request was opened
 * with; `banned` for who is kept out of the room or the site, `not_found` for a room that does not exist. Gives what both are.
 */
export async function requireAct(
  user: Pick<SessionUser, "id"> | null,
  act: ActName,
  { roomId, targetId, tx = db() }: ActPlace = {},
): Promise<{ actor: Standing; target: Standing }> {
  if (permissions[act].hasTarget && targetId === undefined) throw new Error(`${act} needs a person`);
  const { actor, targets } = await requireActTo(user, act, [targetId ?? null], {
    ...(roomId === undefined ? {} : { roomId }),
    tx,
  });
  return { actor, target: targets[0] ?? GUEST };
}

/** The same for an act that is done to several people at once: to all of them or to none. */
export async function requireActTo(
  user: Pick<SessionUser, "id"> | null,
  act: ActName,
  targetIds: readonly (string | null)[],
  { roomId, tx = db() }: Omit<ActPlace, "targetId">,
): Promise<{ actor: Standing; targets: Standing[] }> {
  const { scope, hasTarget } = permissions[act];
  if (scope === "room" && roomId === undefined) throw new Error(`${act} needs a room`);
  if (roomId !== undefined && (await tx.room.count({ where: { id: roomId } })) === 0) throw new AppError("not_found");
  const id = user?.id ?? null;
  const rows = await readStandings([id, ...targetIds], roomId ?? null, tx);
  const [actor, targets] = [standingOf(rows, id), targetIds.map((one) => standingOf(rows, one))];
  const refused = hasTarget ? targets.find((target) => !may(actor, act, target)) : undefined;
  if (refused || !may(actor, act, targets[0])) throw new AppError("forbidden", `${act} ${roomId ?? ""} ${refused?.id ?? ""}`);
  const isBanned = rows.some((row) => row.id === id && row.isBanned);
  if (isBanned && !ofTheBanned.includes(act)) throw new AppError("banned", act);
  return { actor, targets };
}
