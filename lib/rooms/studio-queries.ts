import "server-only";
import { db } from "../db";
import { env } from "../env";
import { pullUrl, pushAddress } from "../live/streams";
import { listMessageHealth } from "../message-health/queries";
import { summarize } from "../message-health/rules";
import type { SessionUser } from "../users/schema";
import { stateOf } from "./apply-room-event";
import { arrivingPush } from "./pushes";
import { getRoomRecord } from "./queries";
import { announcementOf, type RoomRow, recordOf, withHost } from "./record";
import { listRoomModerators } from "./room-moderators";
import { allowedCommands } from "./rules";
import type { RoomCard, StudioRoom, StudioState } from "./schema";
import { cardOf, snapshotOf } from "./view";

const MOST_OWN_ROOMS = 100;

/** The user's rooms, newest first. */
export async function listOwnRooms(user: SessionUser): Promise<RoomCard[]> {
  const rows = await db().room.findMany({
    where: { hostId: user.id },
    orderBy: { createdAt: "desc" },
    take: MOST_OWN_ROOMS,
    include: withHost,
  });
  return rows.map((row) => cardOf(recordOf(row), 0, 0));
}

async function findOwn(user: SessionUser, roomId: string): Promise<RoomRow | null> {
  return db().room.findUnique({ where: { id: roomId, hostId: user.id }, include: withHost });
}

/** The numbers of a room that Redis does not know. */
const NOTHING_READ = {
  notice: null,
  onlineCount: 0,
  p99OnlineCount: 0,
  likeCount: 0,
  followerCount: 0,
  reminderCount: 0,
  levels: {},
};

async function stateOfRow(row: RoomRow): Promise<StudioState> {
  const nowMs = Date.now();
  const [live, [health]] = await Promise.all([getRoomRecord(row.id), listMessageHealth([row.groupId], nowMs)]);
  const state = stateOf(row);
  const reading = { ...NOTHING_READ, ...live, record: recordOf(row), announcement: announcementOf(row) };
  const address = pullUrl(row.streamName, nowMs);
  // The host sees the picture as soon as it arrives, also before the room is live.
  const snapshot = { ...snapshotOf(reading, nowMs, () => address), pullUrl: reading.record.hasPush ? address : null };
  return {
    snapshot,
    pushSinceMs: arrivingPush(state.pushes)?.startedAtMs ?? null,
    commands: allowedCommands(state),
    health: health ?? summarize(new Map()),
  };
}

/** The studio of one of the user's rooms, with its stream key; null when there is no such room or it is not theirs. */
export async function getStudioRoom(user: SessionUser, roomId: string): Promise<StudioRoom | null> {
  const row = await findOwn(user, roomId);
  if (!row) return null;
  const { snapshot, pushSinceMs, commands, health } = await stateOfRow(row);
  const { server, streamKey } = pushAddress(row.streamName, Date.now());
  const card = cardOf(recordOf(row), snapshot.onlineCount, snapshot.onlineCount);
  const view = { ...card, snapshot, groupId: row.groupId, membershipPrice: env().MEMBERSHIP_PRICE_COINS };
  const moderators = await listRoomModerators(row.id);
  return { view, pushServer: server, streamKey, pushSinceMs, commands, health, moderators };
}

/** What moves in the studio; null when there is no such room or it is not theirs. */
export async function getStudioState(user: SessionUser, roomId: string): Promise<StudioState | null> {
  const row = await findOwn(user, roomId);
  return row && stateOfRow(row);
}
