import { newId } from "../../../lib/ids";
import { roomMembers } from "../../../lib/members/schema";
import { expect, test } from "../../support/fixtures";
import { openLiveRoom, openRoom } from "../../support/rooms";

test("the members of a room can be read by everybody, of a room whose group is not made yet too", async ({
  request,
  runtime,
}) => {
  for (const room of [await openLiveRoom(runtime), await openRoom(runtime)]) {
    const answer = await request.get(`/api/rooms/${room.id}/members`);
    expect(answer.headers()["cache-control"]).toBe("public, max-age=1, s-maxage=1");
    expect(roomMembers.parse(await answer.json())).toEqual({ members: [], total: 0, ageMs: expect.any(Number) });
  }
  expect((await request.get(`/api/rooms/${newId()}/members`)).status()).toBe(404);
  expect((await request.get("/api/rooms/x/members")).status()).toBe(400);
});
