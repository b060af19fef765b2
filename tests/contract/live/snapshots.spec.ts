import { soon } from "../../support/soon";
import { expect, test } from "./support";

test.use({ liveChanges: { snapshotMs: 400 } });

test("pictures of a live push are told of with Tencent's fields, show the stream, and give way to newer ones", async ({
  live,
  push,
  streamName,
  callbacks,
}) => {
  push(live.pushUrl(streamName));
  await soon(() => callbacks.picturesOf(streamName).length).toBeGreaterThanOrEqual(5);
  const all = callbacks.picturesOf(streamName);
  const last = all.at(-1);
  expect(last).toMatchObject({ event_type: 200, stream_id: streamName, width: 640, height: 360 });
  const answer = await fetch(last?.pic_full_url ?? "");
  const jpeg = Buffer.from(await answer.arrayBuffer());
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
  expect(jpeg.length).toBe(last?.file_size);
  expect(jpeg.toString("hex", 0, 3)).toBe("ffd8ff");
  expect((await fetch(all[0]?.pic_full_url ?? "")).status).toBe(404);
});
