import { fork } from "node:child_process";
import path from "node:path";
import { SDK_APP_ID } from "../contract/chat/harness";
import { connectRawClient, type RawClient } from "../contract/chat/raw-client";
import { type Metrics, note, percentile, rounded, sleep } from "./benchmark";
import { bundle, message, type RunningTarget, residentKb, startChat } from "./fanout-targets";

const ATTACKERS = 8;
const TEXTS = 200;
const EVERY_MS = 50;

export const about =
  `Two members of a room of the chat emulator, one of whom writes ${TEXTS} texts, one every ${EVERY_MS} ms: the time from each until the other has it. First alone, ` +
  `then while ${ATTACKERS} connections of another process send noise, tiny frames and pings without end, frames of 250 kB and 64 MB, and JSON nested 10,000 deep, each until it is ` +
  "cut, and anew a tenth of a second later. `residentGrowthMb` is what the emulator's process takes more afterwards. Attackers and members share the machine with it: the " +
  "attacks take the processor from the members too.";

export async function measure(): Promise<Metrics> {
  const target = await startChat(await bundle(), 2);
  try {
    const [writer, reader] = await Promise.all(["fan_0", "fan_1"].map((userId) => member(target, userId)));
    if (!writer || !reader) throw new Error("no members");
    await times(target, writer, reader, 50);
    const quiet = await times(target, writer, reader, TEXTS);
    const before = residentKb(target.pid);
    const file = path.join(import.meta.dirname, "hostile-attackers.ts");
    const child = fork(file, [target.url, String(ATTACKERS)], { execArgv: ["--import", "tsx"], stdio: "inherit" });
    await sleep(2_000); // it has begun
    const attacked = await times(target, writer, reader, TEXTS);
    const report = message<{ attacks: number }>(child);
    child.send("stop");
    const { attacks } = await report;
    await sleep(2_000);
    const after = residentKb(target.pid);
    note(
      `${attacks} attacks; p99 ${percentile(quiet, 0.99).toFixed(1)} ms before, ${percentile(attacked, 0.99).toFixed(1)} ms meanwhile`,
    );
    return {
      quietP50Ms: rounded(percentile(quiet, 0.5)),
      quietP99Ms: rounded(percentile(quiet, 0.99)),
      attackedP50Ms: rounded(percentile(attacked, 0.5)),
      attackedP99Ms: rounded(percentile(attacked, 0.99)),
      attacks,
      residentGrowthMb: before === null || after === null ? null : rounded((after - before) / 1024),
    };
  } finally {
    await target.stop();
  }
}

async function member(target: RunningTarget, userId: string): Promise<RawClient> {
  const userSig = target.signatures?.[userId] ?? "";
  const client = await connectRawClient({ url: target.url, sdkAppId: SDK_APP_ID, userId, userSig });
  await client.login();
  await client.join(target.room);
  return client;
}

/** Milliseconds from the sending of each text until it is read. */
async function times(target: RunningTarget, writer: RawClient, reader: RawClient, count: number): Promise<number[]> {
  const sentAt: number[] = [];
  const taken: number[] = [];
  const all = new Promise<void>((resolve) => {
    reader.onMessage((item) => {
      if (item.Event !== 3) return;
      taken.push(performance.now() - (sentAt[taken.length] ?? Number.NaN));
      if (taken.length === count) resolve();
    });
  });
  for (let index = 0; index < count; index += 1) {
    sentAt.push(performance.now());
    void writer.send(target.room, `text ${index}`);
    await sleep(EVERY_MS);
  }
  await all;
  return taken;
}
