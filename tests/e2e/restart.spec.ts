import { request as playwrightRequest } from "@playwright/test";
import { startEncoder } from "../support/encoder";
import { expect, signIn, test } from "../support/fixtures";
import { openRoom, roomOf } from "../support/rooms";
import { pushUrl } from "../support/sign";
import { freePorts, startSystem } from "../support/system";

test("kill -9 of every process loses no account, room or session, and no room is shown as live without its encoder", async () => {
  test.setTimeout(180_000);
  const ports = await freePorts();
  const before = await startSystem({ ports });
  const { runtime, dataDir } = before;
  const account = runtime.accounts.find((one) => one.role === "host");
  if (!account) throw new Error("no host");
  const session = await signIn(runtime.web, account.email, account.password);
  const room = await openRoom(runtime);
  const encoder = startEncoder(pushUrl(runtime, room.streamName));
  await expect.poll(async () => (await roomOf(session, room.id)).status).toBe("live");

  await before.kill();
  await encoder.kill();

  const after = await startSystem({ ports, dataDir });
  expect(after.runtime.web).toBe(runtime.web);
  const anybody = await playwrightRequest.newContext({ baseURL: runtime.web });
  await expect.poll(async () => (await roomOf(anybody, room.id)).status).toBe("paused");
  expect(await (await anybody.get("/en/live/new")).text()).not.toContain(room.title);
  expect((await (await session.get("/api/auth/session")).json()).user.email).toBe(account.email);
  expect((await session.post("/api/im/usersig", { data: {} })).status()).toBe(200);
  await signIn(runtime.web, account.email, account.password);

  const again = startEncoder(pushUrl(after.runtime, room.streamName));
  await expect.poll(async () => (await roomOf(anybody, room.id)).status).toBe("live");
  await again.stop();
  await after.stop();
});

test("a wrong setting, or a busy port, stops the start and names the variable", async ({ runtime }) => {
  const busy = { ...(await freePorts()), PORT: new URL(runtime.web).port };
  await expect(startSystem({ ports: busy })).rejects.toThrow(/Port \d+ is in use\..*set PORT to another port/);
  await expect(startSystem({ ports: { ...(await freePorts()), RTMP_PORT: "many" } })).rejects.toThrow(/RTMP_PORT/);
  const half = { ...(await freePorts()), IM_SDK_APP_ID: "1400000000" };
  await expect(startSystem({ ports: half })).rejects.toThrow(/IM_SECRET_KEY.*not set/);
});
