import { newId } from "../../../lib/ids";
import type { MessageHealth } from "../../../lib/message-health/schema";
import { askBefore, newRandom, type Said, tellAfter, tellDropped, textElement } from "../../support/chat-callbacks";
import { expect, test } from "../../support/fixtures";
import { openLiveRoom } from "../../support/rooms";
import { newViewer } from "../../support/viewers";

const likes = () => ({
  MsgType: "TIMCustomElem",
  MsgContent: { Data: JSON.stringify({ v: 1, type: "like", batchId: newId(), count: 3 }) },
});

test("host and desk see what of a room's messages reached nobody, by kind and reason, in whichever order the service tells", async ({
  request,
  runtime,
}) => {
  const world = { request, runtime };
  const host = await newViewer(runtime, { role: "host" });
  const moderator = await newViewer(runtime, { role: "moderator" });
  const ann = await newViewer(runtime);
  expect((await ann.http.post("/api/im/usersig", { data: {} })).status()).toBe(200);
  const room = await openLiveRoom(runtime, { hostId: host.id });
  const said = (element: object): Said => ({ userId: ann.id, element, random: newRandom() });

  const texts = Array.from({ length: 8 }, (_, at) => said(textElement(`word number ${at}`)));
  for (const text of texts) expect(await askBefore(world, room, text)).toMatchObject({ ErrorCode: 0 });
  for (const [at, text] of texts.slice(0, 6).entries()) await tellAfter(world, room, { ...text, sequence: at + 1 });
  await tellAfter(world, room, { ...texts[0], sequence: 1 } as Said & { sequence: number }); // told again
  await tellDropped(world, room, { ...texts[6], code: 10023 } as Said & { code: number });
  // texts[7] stays without a word.

  const early = said(textElement("told before it was known"));
  await tellAfter(world, room, { ...early, sequence: 9 });
  expect(await askBefore(world, room, early)).toMatchObject({ ErrorCode: 0 });
  expect(await askBefore(world, room, said(textElement(" ")))).toMatchObject({ ErrorCode: 10103 }); // refused is not lost

  const batch = said(likes());
  expect(await askBefore(world, room, batch)).toMatchObject({ ErrorCode: 0 });
  await tellDropped(world, room, { ...batch, code: 10023 });

  const healthOf = async (person: typeof host, path: string): Promise<MessageHealth> =>
    (await (await person.http.get(path)).json()).health;
  const expected = [
    {
      kind: "text",
      priority: "Normal",
      sent: 9,
      dropped: 2,
      reasons: expect.arrayContaining([
        { reason: "rate", count: 1 },
        { reason: "silent", count: 1 },
      ]),
    },
    { kind: "like", priority: "Low", sent: 1, dropped: 1, reasons: [{ reason: "rate", count: 1 }] },
  ];
  const byPeople = ({ kinds }: MessageHealth) => kinds.filter(({ kind }) => kind === "text" || kind === "like");
  await expect
    .poll(async () => byPeople(await healthOf(host, `/api/rooms/${room.id}/studio`)), { timeout: 20_000 })
    .toEqual(expected);
  expect(byPeople(await healthOf(moderator, `/api/desk/rooms/${room.id}`))).toEqual(expected);
  const wall = await (await moderator.http.get("/api/desk/wall")).json();
  const tile = wall.rooms.find(({ id }: { id: string }) => id === room.id);
  expect(tile).toMatchObject({ messagesPerMinute: 7, openCases: 0, isShielded: false });
  expect(tile.dropPercent).toBeGreaterThanOrEqual(20);
  expect((await ann.http.get("/api/desk/wall")).status()).toBe(403);
  expect((await ann.http.get(`/api/desk/rooms/${room.id}`)).status()).toBe(403);
});
