import { expect } from "@playwright/test";
import { newId } from "../../../lib/ids";
import { limitKey } from "../../../lib/keys";
import type { UserRole } from "../../../lib/users/roles";
import type { Standing } from "../../../lib/users/schema";
import { openLottery } from "../lotteries";
import { redisCommand } from "../redis";
import { openLiveRoom, openRoom, type TestRoom, withDatabase } from "../rooms";
import type { Runtime } from "../system";
import { newViewer, type Viewer } from "../viewers";

/** Somebody of the scene, with what they are in its room. */
export interface Person {
  name: string;
  id: string;
  email: string;
  role: UserRole;
  standing: Standing;
  /** Those of every request: a browser that keeps no cookies, so that who signs in here stays who they are. */
  headers: Record<string, string>;
}

/** A room that is on air, and people of every rank around it. */
export interface Scene {
  runtime: Runtime;
  room: TestRoom;
  /** Of the same host, planned for tomorrow. */
  plannedRoom: TestRoom;
  lotteryId: string;
  giftId: string;
  /** Who acts: one of each rank, and the host of another room. */
  actors: Person[];
  /** To whom something is done: somebody of each rank who does nothing. */
  targets: Person[];
  /** Of each of them one entry of the audit log, about something that cannot be taken back, and one about a room that was ended. */
  entryIds: Record<string, string>;
  endEntryIds: Record<string, string>;
  /** Bans of a range that are over, placed as `pastMutes` are. */
  pastRanges: { room: string; site: string };
  /** Of each of them a mute that is over, in the room and everywhere, placed by somebody who stands below everybody who may end one. */
  pastMutes: { room: Record<string, string>; site: Record<string, string> };
  /** Of each of them a case about them that was decided. */
  pastCases: Record<string, string>;
}

const OTHERS = ["viewer", "roomModerator", "moderator", "admin", "owner"] as const;

export async function openScene(runtime: Runtime): Promise<Scene> {
  const { person: host, http } = await enter(runtime, "host", "host", { isHost: true });
  const room = await openLiveRoom(runtime, { hostId: host.id });
  const plannedRoom = await openRoom(runtime, { hostId: host.id, scheduledAt: new Date(Date.now() + 86_400_000) });
  const everybody = async (suffix: string) => {
    const people: Person[] = [];
    for (const name of OTHERS) {
      const isRoomModerator = name === "roomModerator";
      const role = name === "viewer" || isRoomModerator ? "user" : name;
      const { person, http: own } = await enter(runtime, `${name}${suffix}`, role, { isRoomModerator });
      await own.dispose();
      people.push(person);
    }
    return people;
  };
  const [acting, still] = [await everybody(""), await everybody("Elsewhere")];
  for (const { id, standing } of [...acting, ...still]) {
    if (!standing.isRoomModerator) continue;
    const answer = await http.put(`/api/rooms/${room.id}/moderators/${id}`, { data: { isModerator: true } });
    expect(answer.status()).toBe(200);
  }
  const { id: lotteryId } = await openLottery(http, room.id, { durationSeconds: 1_800 });
  const { gifts } = await (await http.get("/api/gifts")).json();
  await http.dispose();
  const { person: otherHost, http: otherHttp } = await enter(runtime, "hostOfAnother", "host", {});
  await otherHttp.dispose();
  const actors = [visitor(runtime), ...acting, host, otherHost];
  const targets = [host, otherHost, ...still];
  const entryIds = await writeEntries(runtime, "lottery.cancel", room, targets);
  const endEntryIds = await writeEntries(runtime, "room.end", plannedRoom, targets);
  const pastRanges = {
    room: await writeRange(runtime, room.id, otherHost.id),
    site: await writeRange(runtime, null, otherHost.id),
  };
  const pastCases = await writeCases(runtime, room, targets);
  const pastMutes = {
    room: await writeMutes(runtime, room.id, targets, otherHost.id),
    site: await writeMutes(runtime, null, targets, otherHost.id),
  };
  return {
    runtime,
    room,
    plannedRoom,
    lotteryId,
    giftId: gifts[0].id,
    actors,
    targets,
    entryIds,
    endEntryIds,
    pastRanges,
    pastMutes,
    pastCases,
  };
}

async function writeCases(runtime: Runtime, room: TestRoom, people: readonly Person[]): Promise<Record<string, string>> {
  const cases = people.map(({ id }) => ({ id: newId(), userId: id }));
  await withDatabase(runtime, (client) =>
    client.query(
      `INSERT INTO "ReviewCase" ("id", "kind", "status", "roomId", "userId", "text", "reason", "sentAt")
       SELECT one, 'person', 'passed', $3, person, '', '', now() FROM unnest($1::text[], $2::text[]) AS given(one, person)`,
      [cases.map(({ id }) => id), cases.map(({ userId }) => userId), room.id],
    ),
  );
  return Object.fromEntries(cases.map(({ id, userId }) => [userId, id]));
}

async function writeMutes(
  runtime: Runtime,
  roomId: string | null,
  people: readonly Person[],
  byId: string,
): Promise<Record<string, string>> {
  const mutes = people.map(({ id }) => ({ id: newId(), userId: id }));
  await withDatabase(runtime, (client) =>
    client.query(
      `INSERT INTO "Restriction" ("id", "kind", "roomId", "userId", "until", "byId")
       SELECT mute, 'mute', $3, person, timestamp '2026-01-01', $4 FROM unnest($1::text[], $2::text[]) AS given(mute, person)`,
      [mutes.map(({ id }) => id), mutes.map(({ userId }) => userId), roomId, byId],
    ),
  );
  return Object.fromEntries(mutes.map(({ id, userId }) => [userId, id]));
}

async function writeRange(runtime: Runtime, roomId: string | null, byId: string): Promise<string> {
  const id = newId();
  const range = `2001:db8:${id.slice(0, 4).replace(/[g-z]/g, "a")}:${id.slice(4, 8).replace(/[g-z]/g, "b")}::/64`;
  await withDatabase(runtime, (client) =>
    client.query(
      `INSERT INTO "Restriction" ("id", "kind", "roomId", "addressRange", "until", "byId")
       VALUES ($1, 'ban', $2, $3, timestamp '2026-01-01', $4)`,
      [id, roomId, range, byId],
    ),
  );
  return id;
}

function writeEntries(
  runtime: Runtime,
  action: string,
  room: TestRoom,
  people: readonly Person[],
): Promise<Record<string, string>> {
  return withDatabase(runtime, async (client) => {
    const { rows } = await client.query(
      `INSERT INTO "AuditEntry" ("actorId", "action", "subjectId", "roomId")
       SELECT person, $3, $2, $2 FROM unnest($1::text[]) AS person RETURNING "id", "actorId"`,
      [people.map(({ id }) => id), room.id, action],
    );
    return Object.fromEntries(rows.map(({ id, actorId }) => [actorId, String(id)]));
  });
}

async function enter(
  runtime: Runtime,
  name: string,
  role: UserRole,
  place: Partial<Standing>,
): Promise<{ person: Person; http: Viewer["http"] }> {
  const { id, email, http, cookie } = await newViewer(runtime, { role });
  const standing = { id, role, isHost: false, isRoomModerator: false, ...place };
  const headers = { origin: runtime.web, cookie: `${cookie.name}=${cookie.value}` };
  return { person: { name, id, email, role, standing, headers }, http };
}

function visitor({ web }: Runtime): Person {
  const standing = { id: null, role: null, isHost: false, isRoomModerator: false };
  return { name: "visitor", id: "", email: "", role: "user", standing, headers: { origin: web } };
}

/** Lets everybody act again who did so too often for the doors' limits: here each does in a minute what takes others an hour. */
export async function forgetLimits({ runtime, actors }: Scene): Promise<void> {
  const minute = Math.floor(Date.now() / 60_000);
  const keys = actors.flatMap(({ id }) =>
    ["restrict", "undo", "hide-message"].flatMap((name) => [limitKey(name, id, minute), limitKey(name, id, minute + 1)]),
  );
  await redisCommand(runtime, "DEL", ...keys);
}

/** Takes back, as the one who did it, what was done to a person last, if anything was. */
export async function undoLast({ runtime }: Scene, actor: Person, target: Person): Promise<void> {
  const entryId = await withDatabase(runtime, async (client) => {
    const last = `SELECT "id" FROM "AuditEntry" WHERE "actorId" = $1 AND "subjectId" = $2 ORDER BY "id" DESC LIMIT 1`;
    return (await client.query(last, [actor.id, target.id])).rows[0]?.id;
  });
  if (entryId === undefined) return; // it changed nothing
  const headers = { ...actor.headers, "content-type": "application/json" };
  const answer = await fetch(`${runtime.web}/api/audit/${entryId}/undo`, { method: "POST", headers, body: "{}" });
  expect([actor.name, target.name, answer.status]).toEqual([actor.name, target.name, 200]);
}
