import { type APIRequestContext, expect } from "@playwright/test";
import { Client } from "pg";
import { newId } from "../../lib/ids";
import { type RoomSnapshot, roomSnapshot } from "../../lib/rooms/schema";
import { signUserSig } from "../contract/chat/sign";
import { cssCallback } from "./sign";
import type { Runtime } from "./system";

export interface TestRoom {
  id: string;
  title: string;
  groupId: string;
  streamName: string;
  hostId: string;
}

/** A new room, of the first demo host if not told otherwise, put into the database as the studio stores it, and known to Redis. */
export async function openRoom(
  runtime: Runtime,
  options: { status?: "waiting" | "ended"; hostId?: string; scheduledAt?: Date; title?: string } = {},
): Promise<TestRoom> {
  const id = newId();
  const title = options.title ?? `Room ${id}`;
  const room = { id, title, groupId: `room_${id}`, streamName: newId() };
  const email = runtime.accounts.find((account) => account.role === "host")?.email;
  const hostId = await withDatabase(runtime, async (client) => {
    const host = await client.query(`SELECT "id" FROM "User" WHERE "email" = $1`, [email]);
    const hostId: string = options.hostId ?? host.rows[0].id;
    const values: (string | null)[] = [id, hostId, title, "music", "en", room.streamName, room.groupId];
    values.push(options.status ?? "waiting", options.scheduledAt?.toISOString() ?? null);
    const columns = '"id", "hostId", "title", "category", "language", "streamName", "groupId", "status", "scheduledAt"';
    await client.query(`INSERT INTO "Room" (${columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, values);
    return hostId;
  });
  expect((await fetch(`${runtime.web}/api/rooms/${id}`)).status).toBe(200);
  return { ...room, hostId };
}

/** How to tell of the end of each push that this test told of. */
const pushes: (() => Promise<unknown>)[] = [];

/** Ends the pushes of this test's live rooms: the front page shows sixty, and other tests look for theirs there. */
export async function endPushes(): Promise<void> {
  await Promise.all(pushes.splice(0).map((end) => end().catch(() => undefined))); // a system of the test's own may be gone
}

/**
 * A new room that is live until the test ends and whose chat can be joined, as after a push that the live service told of, by
 * its sequence; there is no picture.
 */
export async function openLiveRoom(
  runtime: Runtime,
  options: { hostId?: string } = {},
): Promise<TestRoom & { sequence: number }> {
  const room = await openRoom(runtime, options);
  await openGroup(runtime, room);
  const sequence = Date.now();
  const push = { stream_id: room.streamName, sequence: String(sequence) };
  const tell = (event_type: 0 | 1) => post(`${runtime.web}/api/css/callback`, cssCallback(runtime, { ...push, event_type }));
  expect((await tell(1)).status).toBe(200);
  pushes.push(() => tell(0));
  return { ...room, sequence };
}

/** Makes the chat group of a room, as the studio has it made. */
export async function openGroup(runtime: Runtime, { title, groupId }: TestRoom): Promise<void> {
  const group = { Type: "AVChatRoom", Name: title.slice(0, 30), GroupId: groupId };
  expect((await callIm(runtime, "group_open_http_svc/create_group", group)).ErrorCode).toBe(0);
}

/** Calls the chat's REST API as the app's admin does, and gives its answer. */
export async function callIm(runtime: Runtime, command: string, body: object): Promise<Record<string, unknown>> {
  const { sdkAppId, secretKey, adminUserId, restBase } = runtime.chat;
  const query = new URLSearchParams({
    sdkappid: String(sdkAppId),
    identifier: adminUserId,
    usersig: signUserSig({ userId: adminUserId, sdkAppId, secretKey }),
    random: "1",
    contenttype: "json",
  });
  return (await post(`${restBase}/v4/${command}?${query}`, body)).json();
}

function post(address: string, body: unknown): Promise<Response> {
  return fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
}

/** Runs something with a connection to the system's database, and closes it. */
export async function withDatabase<T>(runtime: Runtime, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: runtime.database });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** A room as everybody may read it; `web` is another site than that of the request context. */
export async function roomOf(request: APIRequestContext, roomId: string, web = ""): Promise<RoomSnapshot> {
  const answer = await request.get(`${web}/api/rooms/${roomId}`);
  expect(answer.status()).toBe(200);
  return roomSnapshot.parse(await answer.json());
}
