import { expect, test } from "../../support/fixtures";
import { lotteryForm } from "../../support/lotteries";
import { restrictAs, undoAs } from "../../support/restrictions";
import { openLiveRoom, openRoom, roomOf, type TestRoom } from "../../support/rooms";
import { cssCallback } from "../../support/sign";
import { newViewer } from "../../support/viewers";

test("a kick from the site ends no session", async ({ request, runtime }) => {
  const [host, moderator] = [await newViewer(runtime, { role: "host" }), await newViewer(runtime, { role: "moderator" })];
  const live = await openLiveRoom(runtime, { hostId: host.id });
  await restrictAs(moderator, { act: "kick", userIds: [host.id] });
  expect((await roomOf(request, live.id)).status).toBe("live");
});

test("a host who is banned from the site goes off air, and no push of theirs and none of their forms gets anything on air until it is over", async ({
  request,
  runtime,
}) => {
  const [host, moderator] = [await newViewer(runtime, { role: "host" }), await newViewer(runtime, { role: "moderator" })];
  const live = await openLiveRoom(runtime, { hostId: host.id });
  const waiting = await openRoom(runtime, { hostId: host.id });
  const push = async (room: TestRoom, event_type: 0 | 1, sequence: number) => {
    const data = cssCallback(runtime, { stream_id: room.streamName, sequence: String(sequence), event_type });
    expect((await request.post("/api/css/callback", { data })).status()).toBe(200);
    return (await roomOf(request, room.id)).status;
  };
  const first = Date.now();

  const [entryId] = await restrictAs(moderator, { act: "ban", userIds: [host.id], seconds: null });
  expect((await roomOf(request, live.id)).status).toBe("ended");
  expect(await push(live, 1, live.sequence + 1)).toBe("ended");
  expect(await push(waiting, 1, first)).toBe("waiting");
  const announced = await host.http.put(`/api/rooms/${waiting.id}/announcement`, { data: { v: 1, blocks: [] } });
  expect((await announced.json()).error.code).toBe("banned");
  const lottery = await host.http.post(`/api/rooms/${live.id}/lottery`, { data: lotteryForm() });
  expect((await lottery.json()).error.code).toBe("banned");

  expect(await undoAs(moderator, entryId)).toBe(200);
  await push(waiting, 0, first);
  expect(await push(waiting, 1, first + 1)).toBe("live");
  await push(waiting, 0, first + 1);
});
