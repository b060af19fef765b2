import { randomUUID } from "node:crypto";
import { request } from "@playwright/test";
import { askBefore, textElement } from "../support/chat-callbacks";
import { crash } from "../support/crash";
import { expect, test } from "../support/fixtures";
import { callIm, openGroup, openRoom, withDatabase } from "../support/rooms";
import { startSystem } from "../support/system";
import { newViewer, type Viewer } from "../support/viewers";

const patient = expect.configure({ timeout: 30_000 });

test("a ban that a kill meets is whole or not there, whatever is killed: in the database, the log, at the door and at the chat service", async () => {
  test.setTimeout(180_000);
  const system = await startSystem();
  const { runtime } = system;
  const http = await request.newContext({ baseURL: runtime.web });
  try {
    const host = await newViewer(runtime, { role: "host" });
    const room = await openRoom(runtime, { hostId: host.id });
    await openGroup(runtime, room);
    const ban = async ({ id }: Viewer): Promise<number> => {
      const data = { act: "ban", roomId: room.id, userIds: [id], seconds: null, reason: randomUUID() };
      const answer = await host.http.post("/api/restrictions", { data, timeout: 20_000 }).catch(() => null);
      return answer?.status() ?? 0;
    };
    const stored = ({ id }: Viewer) =>
      withDatabase(runtime, async (client) => {
        const query = `SELECT (SELECT count(*)::int FROM "Restriction" WHERE "userId" = $1) AS restrictions,
          (SELECT count(*)::int FROM "AuditEntry" WHERE "subjectId" = $1) AS entries,
          (SELECT count(*)::int FROM "OutboxEntry" WHERE "kind" = 'group.ban' AND "payload"->'userIds' ? $1) AS orders`;
        return (await client.query(query, [id])).rows[0] as Record<"restrictions" | "entries" | "orders", number>;
      });
    const isOutEverywhere = async ({ id }: Viewer) => {
      const said = await askBefore({ request: http, runtime }, room, { userId: id, element: textElement("hello") }).catch(
        () => null,
      );
      const list = await callIm(runtime, "group_open_http_svc/get_group_ban_member", { GroupId: room.groupId, Limit: 100 }).catch(
        () => ({ BannedAccountList: [] }),
      );
      const banned = (list.BannedAccountList as { Member_Account: string }[]).map((one) => one.Member_Account);
      return { send: said?.ErrorInfo, isBanned: banned.includes(id) };
    };

    for (const killed of [["chat"], ["redis"], ["web"], ["chat", "redis", "web"]]) {
      const person = await newViewer(runtime);
      const inFlight = ban(person);
      await crash(system, killed);
      await inFlight;
      const half = await stored(person);
      expect([0, 1]).toContain(half.restrictions);
      expect(half, killed.join()).toEqual({
        restrictions: half.restrictions,
        entries: half.restrictions,
        orders: half.restrictions,
      });
      if (half.restrictions === 0) await patient.poll(() => ban(person)).toBe(200);
      await patient.poll(() => isOutEverywhere(person), killed.join()).toEqual({ send: "banned", isBanned: true });
      expect(await stored(person)).toEqual({ restrictions: 1, entries: 1, orders: 1 });
    }
  } finally {
    await http.dispose();
    await system.stop();
  }
});
