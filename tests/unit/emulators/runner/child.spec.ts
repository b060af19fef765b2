import { afterEach, expect, it, vi } from "vitest";
import { Child } from "@/emulators/runner/child";

const READY = `process.send({ ready: { pid: process.pid } });`;

/** A child of one line of JavaScript, with what the runner hears of it. */
function childOf(script: string) {
  const heard = { restarts: [] as unknown[], givenUp: [] as string[] };
  const child = new Child({
    name: "piece",
    command: [process.execPath, "-e", script],
    env: process.env,
    onRestart: (ready) => heard.restarts.push(ready.pid),
    onGivenUp: (name) => heard.givenUp.push(name),
    firstPauseMs: 1,
  });
  return { child, heard };
}

const said = vi.spyOn(console, "error").mockImplementation(() => {});
afterEach(() => said.mockClear());

it("a child that is killed is started again, and one line says so", async () => {
  const { child, heard } = childOf(`${READY} setInterval(() => {}, 1000)`);
  const first = await child.start();
  process.kill(Number(first.pid), "SIGKILL");
  await vi.waitFor(() => expect(heard.restarts).toHaveLength(1), 10_000);
  expect(heard.restarts).toEqual([child.pid]);
  expect(child.pid).not.toBe(first.pid);
  expect(said.mock.calls).toEqual([["piece was ended by SIGKILL; starting it again"]]);
  await child.stop();
});

it("a child that keeps dying is given up after five tries, whether it dies before it is ready or after", async () => {
  for (const script of [`${READY} setTimeout(() => process.exit(3), 1)`, readyOnce()]) {
    const { child, heard } = childOf(script);
    await child.start();
    await vi.waitFor(() => expect(heard.givenUp).toEqual(["piece"]), 20_000);
    expect(said).toHaveBeenCalledTimes(5);
    said.mockClear();
  }
}, 60_000);

it("a child that is stopped is not started again", async () => {
  const { child, heard } = childOf(`${READY} setInterval(() => {}, 1000)`);
  await child.start();
  await child.stop();
  expect(said).not.toHaveBeenCalled();
  expect(heard).toEqual({ restarts: [], givenUp: [] });
});

/** Ready the first time it runs, dead before it is ready from then on. */
function readyOnce(): string {
  const mark = JSON.stringify(`${process.env.TMPDIR ?? "/tmp"}/hiroba-child-${process.pid}-${Math.random()}`);
  return `const fs = require("node:fs");
    if (fs.existsSync(${mark})) process.exit(1);
    fs.writeFileSync(${mark}, "");
    ${READY} setTimeout(() => process.exit(1), 1)`;
}
