import { reviewList } from "../../../lib/reviews/schema";
import { expect, test } from "../../support/fixtures";
import { outside } from "../../support/outside";
import { openRoom, roomOf } from "../../support/rooms";
import { newViewer } from "../../support/viewers";

const paragraph = { type: "paragraph", text: "tonight" };
const image = (path: string) => ({ type: "image", address: outside(path), alt: "A picture" });

test("a picture against the rules is refused, a doubtful or unjudged one is shown and waits for a moderator, who can take it down", async ({
  request,
  runtime,
}) => {
  const host = await newViewer(runtime, { role: "host" });
  const moderator = await newViewer(runtime, { role: "moderator" });
  const room = await openRoom(runtime, { hostId: host.id });
  const announce = (blocks: object[]) => host.http.put(`/api/rooms/${room.id}/announcement`, { data: { v: 1, blocks } });
  const shown = async () => (await roomOf(request, room.id)).announcement?.blocks ?? [];
  const cases = async () => reviewList.parse(await (await moderator.http.get(`/api/reviews?room=${room.id}`)).json()).cases;

  const refused = await announce([paragraph, image("/ims-block.png")]);
  expect(refused.status()).toBe(400);
  expect((await refused.json()).error.fields).toEqual({ "blocks.1.address": "image_refused" });
  expect((await announce([paragraph, image("/picture.png")])).status()).toBe(200);
  expect(await cases()).toEqual([]);

  expect((await announce([paragraph, image("/ims-review.png"), image("/ims-silent.png")])).status()).toBe(200);
  const before = await shown();
  expect(before).toHaveLength(3);
  const found = await cases();
  expect(found.map(({ kind, heldBy, person }) => [kind, heldBy, person.id]).sort()).toEqual([
    ["picture", "IMS Abuse", host.id],
    ["picture", "IMS timeout", host.id],
  ]);
  const [doubtful] = found.filter(({ heldBy }) => heldBy === "IMS Abuse");
  if (!doubtful) throw new Error("no case");
  expect((await request.get(doubtful.text)).status()).toBe(200);
  const decision = { data: { outcome: "refused" } };
  const answer = await moderator.http.post(`/api/reviews/${doubtful.id}/decision`, decision);
  const { entryId } = await answer.json();
  expect(await shown()).toHaveLength(2);
  expect((await request.get(doubtful.text)).status()).toBe(404);
  const again = await announce([image("/ims-review.png"), paragraph]); // refused once, it does not come back
  expect([again.status(), (await again.json()).error.fields]).toEqual([400, { "blocks.0.address": "image_refused" }]);
  expect((await moderator.http.post(`/api/audit/${entryId}/undo`, { data: {} })).status()).toBe(200);
  expect(await shown()).toEqual(before);
  expect((await request.get(doubtful.text)).status()).toBe(200);
});
