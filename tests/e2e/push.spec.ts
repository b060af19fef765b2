import { startEncoder } from "../support/encoder";
import { expect, test } from "../support/fixtures";
import { openRoom, roomOf } from "../support/rooms";
import { pushUrl } from "../support/sign";

test("a push with a wrong or expired signature is refused and never becomes live", async ({ request, runtime }) => {
  const room = await openRoom(runtime);
  for (const options of [{ key: "not the key" }, { expiresInSeconds: -10 }]) {
    const words = await startEncoder(pushUrl(runtime, room.streamName, options)).ended;
    expect(words).not.toBe("");
    expect(await roomOf(request, room.id)).toMatchObject({ status: "waiting", statusVersion: 0, pullUrl: null });
  }
});

test("the picture's address works as given and not with another signature", async ({ request, runtime }) => {
  const room = await openRoom(runtime);
  const encoder = startEncoder(pushUrl(runtime, room.streamName));
  await expect.poll(async () => (await roomOf(request, room.id)).status).toBe("live");
  const { pullUrl } = await roomOf(request, room.id);
  expect((await request.head(pullUrl ?? "")).status()).toBe(200);
  expect((await request.head((pullUrl ?? "").replace(/txSecret=\w{4}/, "txSecret=0000"))).status()).toBe(403);
  await encoder.stop();
  await expect.poll(async () => (await roomOf(request, room.id)).status).toBe("paused");
});
