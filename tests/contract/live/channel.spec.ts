import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { soon } from "../../support/soon";
import { expect, LiveProcess, probe, test } from "./support";

test("the built-in channel is live when it reports ready, and comes back after the ingest was killed", async ({
  liveConfig,
  streamName,
  callbacks,
}) => {
  const first = await LiveProcess.start(liveConfig);
  const rtmpPort = Number(new URL(first.rtmp).port);
  const channel = spawn(process.execPath, ["--import", "tsx", resolve("emulators/live/channel/main.ts")], {
    env: { ...process.env, EMULATOR_CONFIG: JSON.stringify({ pushUrl: first.pushUrl(streamName) }) },
    stdio: ["ignore", "inherit", "ignore", "ipc"],
  });
  try {
    expect(await once(channel, "message")).toMatchObject([{ ready: {} }]);
    await first.waitLive(streamName);
    expect(await probe(first.pullUrl(streamName), 30)).toMatchObject({ codecs: ["aac", "h264"] });
    await first.stop("SIGKILL");
    const second = await LiveProcess.start({ ...liveConfig, rtmpPort });
    await second.waitLive(streamName);
    await soon(() => callbacks.of(streamName).map((callback) => callback.event_type)).toEqual([1, 0, 1]);
    await second.stop();
  } finally {
    channel.kill();
    await once(channel, "exit");
  }
});

test("a channel whose signature is wrong fails with the ingest's reason", async ({ live, streamName }) => {
  const channel = spawn(process.execPath, ["--import", "tsx", resolve("emulators/live/channel/main.ts")], {
    env: { ...process.env, EMULATOR_CONFIG: JSON.stringify({ pushUrl: live.pushUrl(streamName, "txSecret=0&txTime=7fffffff") }) },
    stdio: ["ignore", "inherit", "ignore", "ipc"],
  });
  const [message] = await once(channel, "message");
  expect(message.failed).toContain("txSecret is wrong");
});
