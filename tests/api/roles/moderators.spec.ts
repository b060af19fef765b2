import { messageStamp } from "../../../lib/levels/schema";
import { askBefore, textElement } from "../../support/chat-callbacks";
import { expect, test } from "../../support/fixtures";
import { redisCommand } from "../../support/redis";
import { openRoom, roomOf, withDatabase } from "../../support/rooms";
import { soon } from "../../support/soon";
import { newViewer } from "../../support/viewers";

test("a room's moderator is free of its modes and is stamped as one: in that room, until dismissed, and again when that is undone", async ({
  request,
  runtime,
}) => {
  const [host, ann] = [await newViewer(runtime, { role: "host" }), await newViewer(runtime)];
  const [room, other] = [await openRoom(runtime, { hostId: host.id }), await openRoom(runtime, { hostId: host.id })];
  expect((await ann.http.post("/api/im/usersig", { data: {} })).status()).toBe(200);
  for (const { id } of [room, other]) await host.http.put(`/api/rooms/${id}/chat`, { data: { emojiOnly: true } });
  const says = async (place = room) => {
    const answer = await askBefore({ request, runtime }, place, { userId: ann.id, element: textElement("good evening") });
    if (answer.ErrorCode !== 0) return answer.ErrorInfo;
    return messageStamp.parse(JSON.parse(answer.CloudCustomData ?? "")).role ?? "nobody";
  };
  const appoint = async (isModerator: boolean) => {
    const answer = await host.http.put(`/api/rooms/${room.id}/moderators/${ann.id}`, { data: { isModerator } });
    expect(answer.status()).toBe(200);
    return (await answer.json()).moderators;
  };
  expect(await says()).toBe("emoji_only");
  for (let time = 0; time < 2; time++) expect(await appoint(true)).toEqual([{ userId: ann.id, name: ann.name }]);
  expect([await says(), await says(other)]).toEqual(["roomModerator", "emoji_only"]);
  await redisCommand(runtime, "DEL", `room:${room.id}`);
  await roomOf(request, room.id);
  expect(await says()).toBe("roomModerator");

  expect(await appoint(false)).toEqual([]);
  expect(await says()).toBe("emoji_only");
  const entries = await withDatabase(runtime, async (client) => {
    const query = `SELECT "id", "action" FROM "AuditEntry" WHERE "subjectId" = $1 ORDER BY "id"`;
    return (await client.query(query, [ann.id])).rows as { id: string; action: string }[];
  });
  expect(entries.map(({ action }) => action)).toEqual(["room.appoint", "room.dismiss"]);
  expect((await host.http.post(`/api/audit/${entries[1]?.id}/undo`, { data: {} })).status()).toBe(200);
  expect(await says()).toBe("roomModerator");
});

test("nobody is appointed who does not exist or stands as high, and a room has no more moderators than its record holds", async ({
  runtime,
}) => {
  const host = await newViewer(runtime, { role: "host" });
  const [room, moderator] = [await openRoom(runtime, { hostId: host.id }), await newViewer(runtime, { role: "moderator" })];
  const appoint = async (userId: string) =>
    (await host.http.put(`/api/rooms/${room.id}/moderators/${userId}`, { data: { isModerator: true } })).status();
  expect(await appoint("nobody")).toBe(404);
  expect(await appoint(moderator.id)).toBe(403);
  expect(await appoint(host.id)).toBe(403);
  await withDatabase(runtime, async (client) => {
    await client.query(
      `INSERT INTO "User" ("id", "email", "name") SELECT $1 || i, $1 || i || '@example.com', 'p' FROM generate_series(1, 50) AS i`,
      [room.id],
    );
    await client.query(
      `INSERT INTO "RoomModerator" ("roomId", "userId", "byId") SELECT $1, $1 || i, $2 FROM generate_series(1, 50) AS i`,
      [room.id, host.id],
    );
  });
  expect(await appoint((await newViewer(runtime)).id)).toBe(409);
});

test("a role that was taken is taken from the chat's decisions too when the process died before it could say so", async ({
  runtime,
}) => {
  const [admin, ann] = [await newViewer(runtime, { role: "admin" }), await newViewer(runtime)];
  await redisCommand(runtime, "SET", `user:${ann.id}:role`, "moderator"); // as it was before
  await withDatabase(runtime, (client) =>
    client.query(`INSERT INTO "AuditEntry" ("actorId", "action", "subjectId") VALUES ($1, 'user.role', $2)`, [admin.id, ann.id]),
  );
  await soon(() => redisCommand(runtime, "GET", `user:${ann.id}:role`)).toBe("user");
});
