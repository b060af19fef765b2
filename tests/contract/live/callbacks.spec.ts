import { soon } from "../../support/soon";
import { CALLBACK_KEY, expect, LiveProcess, md5, test } from "./support";

const types = (callbacks: { event_type: number }[]) => callbacks.map((callback) => callback.event_type);

test("a push that a killed server left open is reported ended by the next one, with its sequence", async ({
  liveConfig,
  push,
  streamName,
  callbacks,
}) => {
  const first = await LiveProcess.start(liveConfig);
  push(first.pushUrl(streamName));
  await soon(() => callbacks.of(streamName).length).toBe(1);
  await first.waitTold();
  await first.stop("SIGKILL");
  const second = await LiveProcess.start(liveConfig);
  await soon(() => types(callbacks.of(streamName))).toEqual([1, 0]);
  const [start, end] = callbacks.of(streamName);
  expect(end).toMatchObject({ sequence: start?.sequence, errmsg: "server restarted", width: 320, height: 180 });
  await second.stop();
});

test("events nobody took are sent again by the next server, start before end", async ({
  liveConfig,
  push,
  streamName,
  callbacks,
}) => {
  callbacks.status = 500;
  const first = await LiveProcess.start(liveConfig);
  push(first.pushUrl(streamName));
  await soon(() => callbacks.refused.length).toBeGreaterThan(0);
  await first.stop("SIGKILL");
  callbacks.status = 200; // from here on also for what the first one may still have on its way
  const second = await LiveProcess.start(liveConfig);
  await soon(() => types(callbacks.onceOf(streamName))).toEqual([1, 0]);
  await second.stop();
});

test("a product that was down hears of start and end in order once it is up, with fresh signatures", async ({
  live,
  push,
  streamName,
  callbacks,
}) => {
  callbacks.status = 503;
  const pushing = push(live.pushUrl(streamName));
  await live.waitLive(streamName);
  await pushing.stop();
  await soon(() => callbacks.refused.length).toBeGreaterThan(1);
  expect(new Set(types(callbacks.refused))).toEqual(new Set([1]));
  callbacks.status = 200;
  await soon(() => types(callbacks.of(streamName))).toEqual([1, 0]);
  for (const callback of callbacks.received) expect(callback.sign).toBe(md5(`${CALLBACK_KEY}${callback.t}`));
  const { deliveries } = await live.act<{ deliveries: { outcome: string }[] }>("callbacks");
  expect(deliveries.map((delivery) => delivery.outcome)).toEqual(expect.arrayContaining(["503", "200"]));
});

test("a server that is stopped reports its pushes ended before it goes", async ({ live, push, streamName, callbacks }) => {
  push(live.pushUrl(streamName));
  await soon(() => callbacks.of(streamName).length).toBe(1);
  await live.stop();
  expect(callbacks.of(streamName)[1]).toMatchObject({ event_type: 0, errmsg: "server stopped" });
});

test("every push has its own sequence, and later ones have larger numbers", async ({ live, push, streamName, callbacks }) => {
  for (let round = 0; round < 2; round++) {
    const pushing = push(live.pushUrl(streamName));
    await live.waitLive(streamName);
    await pushing.stop();
    await soon(() => callbacks.of(streamName).length).toBe(2 * (round + 1));
  }
  const [first, , second] = callbacks.of(streamName).map((callback) => Number(callback.sequence));
  expect(second).toBeGreaterThan(first ?? Number.POSITIVE_INFINITY);
});

test("an operator can cut a push, which is reported ended", async ({ live, push, streamName, callbacks }) => {
  const pushing = push(live.pushUrl(streamName));
  await live.waitLive(streamName);
  await live.act("drop", { stream: streamName });
  await pushing.exited;
  await soon(() => callbacks.of(streamName)[1]?.errmsg).toBe("dropped by control");
});

test.describe("with little patience", () => {
  test.use({ liveChanges: { staleMs: 300 } });

  test("a silent push gives way to a new one: its end comes first, then a start with another sequence", async ({
    live,
    push,
    streamName,
    callbacks,
  }) => {
    const silent = push(live.pushUrl(streamName));
    await live.waitLive(streamName);
    silent.child.kill("SIGSTOP");
    await soon(async () => (await live.stream(streamName))?.silentMs).toBeGreaterThan(300);
    push(live.pushUrl(streamName));
    await soon(() => types(callbacks.of(streamName))).toEqual([1, 0, 1]);
    const [first, end, second] = callbacks.of(streamName);
    expect(end).toMatchObject({ sequence: first?.sequence, errmsg: "replaced by a newer push" });
    expect(second?.sequence).not.toBe(first?.sequence);
    silent.child.kill("SIGKILL");
    await silent.exited;
    expect((await live.stream(streamName))?.isLive).toBe(true);
  });
});

test.describe("with a short idle limit", () => {
  test.use({ liveChanges: { idleMs: 500 } });

  test("a push that falls silent is cut and reported ended", async ({ live, push, streamName, callbacks }) => {
    const silent = push(live.pushUrl(streamName));
    await live.waitLive(streamName);
    silent.child.kill("SIGSTOP");
    await soon(() => callbacks.of(streamName)[1]?.errmsg).toBe("no data for 0.5 s");
    silent.child.kill("SIGKILL");
  });
});
