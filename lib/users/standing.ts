import "server-only";
import { db, type Transaction } from "../db";
import { AppError } from "../errors";
import { type ActName, GUEST, may, permissions } from "./permissions";
import type { SessionUser, Standing, UserRole } from "./schema";

interface StandingRow {
  id: string;
  role: UserRole;
  isHost: boolean;
  isRoomModerator: boolean;
}

/** What people are in a room (with null: on the site), as it is stored now, in one query. Who has no account is a guest. */
export async function standingsIn(
  userIds: readonly (string | null)[],
  roomId: string | null,
  tx: Transaction = db(),
): Promise<Standing[]> {
  const rows = await tx.$queryRaw<StandingRow[]>`
    SELECT person."id", person."role"::text AS "role", COALESCE(room."hostId" = person."id", false) AS "isHost",
      moderator."userId" IS NOT NULL AS "isRoomModerator"
    FROM "User" AS person
    LEFT JOIN "Room" AS room ON room."id" = ${roomId}::text
    LEFT JOIN "RoomModerator" AS moderator ON moderator."roomId" = room."id" AND moderator."userId" = person."id"
    WHERE person."id" = ANY(${userIds.filter((id) => id !== null)})`;
  return userIds.map((id) => rows.find((row) => row.id === id) ?? GUEST);
}

interface ActPlace {
  /** The room of an act that happens in one. */
  roomId?: string;
  /** The person to whom it is done. */
  targetId?: string;
  /** The transaction of the act: the check then sees what the act sees. */
  tx?: Transaction;
}

/**
 * Throws `forbidden` when the table does not let somebody do an act as they are stored now, whatever their request was opened
 * with; `not_found` for a room that does not exist. Gives what both are.
 */
export async function requireAct(
  user: Pick<SessionUser, "id"> | null,
  act: ActName,
  { roomId, targetId, tx = db() }: ActPlace = {},
): Promise<{ actor: Standing; target: Standing }> {
  const { scope, hasTarget } = permissions[act];
  if (scope === "room" && roomId === undefined) throw new Error(`${act} needs a room`);
  if (hasTarget && targetId === undefined) throw new Error(`${act} needs a person`);
  if (roomId !== undefined && (await tx.room.count({ where: { id: roomId } })) === 0) throw new AppError("not_found");
  const [actor = GUEST, target = GUEST] = await standingsIn([user?.id ?? null, targetId ?? null], roomId ?? null, tx);
  if (!may(actor, act, hasTarget ? target : undefined))
    throw new AppError("forbidden", `${act} ${roomId ?? ""} ${targetId ?? ""}`);
  return { actor, target };
}
