import "server-only";
import { z } from "zod";
import { AppError } from "../errors";
import { countGroupMembers, listGroupMembers } from "../im/members";
import { GROUP_IS_GONE, ImError } from "../im/rest";
import { membersKey } from "../keys";
import { type Standing, stampFor } from "../levels/stamp";
import { readStandings } from "../levels/standings";
import { redis } from "../redis";
import { getRoomRecord } from "../rooms/queries";
import { type RoomMember, type RoomMembers, roomMembers } from "./schema";

/** Tencent's own list is up to ten seconds old. */
const KEPT_SECONDS = 5;

/** A list as it is kept for all who look. */
const keptMembers = roomMembers.omit({ ageMs: true }).extend({ readAtMs: z.int() });
type KeptMembers = z.infer<typeof keptMembers>;

async function readMembers(roomId: string, readAtMs: number): Promise<KeptMembers | null> {
  const record = (await getRoomRecord(roomId))?.record;
  if (!record) return null;
  const { groupId, hostId } = record;
  const [members, total] = await Promise.all([listGroupMembers(groupId), countGroupMembers(groupId)]).catch(
    (error: unknown): [[], 0] => {
      if (error instanceof ImError && error.code === GROUP_IS_GONE) return [[], 0]; // not made yet, or made again soon
      throw error;
    },
  );
  const standings = await readStandings(
    record,
    members.map(({ userId }) => userId),
  );
  return {
    members: members.map((member, index) => ({ ...member, ...badgesOf(standings[index], hostId, readAtMs) })),
    total: Math.max(total, members.length),
    readAtMs,
  };
}

function badgesOf(standing: Standing | undefined, hostId: string, nowMs: number): Omit<RoomMember, "userId" | "name"> {
  const { role = null, level = null, badges = [] } = standing ? stampFor(standing, hostId, nowMs) : {};
  return { role, level, badges };
}

/**
 * The people with an account in a room, newest first, with the badges that the chat shows. Some seconds old, so that Tencent
 * is asked once for all who look. Throws `not_found`, and `upstream_failed` while the chat service does not answer.
 */
export async function listRoomMembers(roomId: string, nowMs: number): Promise<RoomMembers> {
  const kept = keptMembers.safeParse(await redis().get(membersKey(roomId))).data;
  if (kept) return withAge(kept, nowMs);
  const members = await readMembers(roomId, nowMs).catch((cause: unknown) => {
    throw cause instanceof ImError ? new AppError("upstream_failed", cause.message, { cause }) : cause;
  });
  if (!members) throw new AppError("not_found");
  await redis().set(membersKey(roomId), members, { ex: KEPT_SECONDS });
  return withAge(members, nowMs);
}

function withAge({ readAtMs, ...list }: KeptMembers, nowMs: number): RoomMembers {
  return { ...list, ageMs: Math.max(0, nowMs - readAtMs) };
}
