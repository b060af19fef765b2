import { type Browser, expect as check, type Page } from "@playwright/test";
import { type Encoder, startEncoder } from "../support/encoder";
import { expect, test } from "../support/fixtures";
import { openGroup, openRoom, type TestRoom, withDatabase } from "../support/rooms";
import { pushUrl } from "../support/sign";
import { type Runtime, readRuntime, type System, startSystem } from "../support/system";
import { newViewer, type Viewer } from "../support/viewers";

type Status = "waiting" | "live" | "paused" | "ended" | "replay";

/** Where the directory lists a room in each state. */
const lists: Record<Status, string> = {
  waiting: "/en/upcoming",
  live: "/en/live/all",
  paused: "/en/paused",
  ended: "/en/ended",
  replay: "/en/replays",
};

const patient = check.configure({ timeout: 45_000 });

/** Kills services of a system; the runner starts them again. */
async function kill(system: System, ...names: string[]): Promise<void> {
  const { pids } = await readRuntime(system.dataDir);
  for (const name of names) process.kill(pids[name] ?? 0, "SIGKILL");
}

async function pageOf(browser: Browser, runtime: Runtime, path: string, who?: Viewer): Promise<Page> {
  const context = await browser.newContext({ baseURL: runtime.web });
  if (who) await context.addCookies([who.cookie]);
  const page = await context.newPage();
  await page.goto(path);
  await expect(page.locator("[data-chat=live]")).toBeVisible();
  return page;
}

/** Waits until the host's desk, a viewer's page, the API and the directory say the same of a room. */
async function agree(runtime: Runtime, room: TestRoom, desk: Page, watching: Page, status: Status): Promise<void> {
  await patient(desk.locator("#main [data-status]").last()).toHaveAttribute("data-status", status);
  await patient(watching.locator("[data-page=room]")).toHaveAttribute("data-status", status);
  const read = (path: string) =>
    fetch(runtime.web + path).then(
      (answer) => answer.text(),
      () => "not reached",
    );
  await patient.poll(() => read(`/api/rooms/${room.id}`)).toContain(`"status":"${status}"`);
  for (const [name, path] of Object.entries(lists)) {
    await patient.poll(async () => (await read(path)).includes(room.title)).toBe(name === status);
  }
}

/** Presses a button of the desk until it has done its work: while something restarts it may be refused. */
async function press(desk: Page, name: string, status: Status): Promise<void> {
  await patient(async () => {
    const button = desk.getByRole("button", { name });
    if ((await button.count()) > 0) await button.click({ timeout: 2_000 }); // it is gone when it has done its work
    await expect(desk.locator("#main [data-status]").last()).toHaveAttribute("data-status", status, { timeout: 4_000 });
  }).toPass({ timeout: 60_000 });
}

test("host, viewer and directory agree through every state, while ffmpeg, chat, Redis and the app are killed in between", async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const system = await startSystem();
  const { runtime } = system;
  const encoders: Encoder[] = [];
  try {
    const host = await newViewer(runtime, { role: "host" });
    const room = await openRoom(runtime, { hostId: host.id });
    await openGroup(runtime, room);
    const push = () => encoders.push(startEncoder(pushUrl(runtime, room.streamName)));
    const desk = await pageOf(browser, runtime, `/en/studio/rooms/${room.id}`, host);
    const watching = await pageOf(browser, runtime, `/en/rooms/${room.id}`);
    const all = (status: Status) => agree(runtime, room, desk, watching, status);
    await all("waiting");

    push();
    await all("live");
    await kill(system, "chat");
    await encoders.at(-1)?.kill(); // told while nobody can be told
    await all("paused");
    push(); // takes up the same session
    await all("live");

    await kill(system, "redis");
    await press(desk, "Take a break", "paused");
    await all("paused");
    await encoders.at(-1)?.ended; // the pause cut its stream
    await kill(system, "web");
    push();
    await press(desk, "Resume", "live");
    await all("live");

    await kill(system, "chat", "redis", "web");
    await encoders.at(-1)?.kill();
    await all("paused");
    push();
    await all("live");

    await desk.getByRole("button", { name: "End stream" }).click();
    await desk.getByRole("dialog").getByRole("button", { name: "End stream" }).click();
    await encoders.at(-1)?.ended;
    await all("replay");
    const { rows } = await withDatabase(runtime, (client) =>
      client.query(`SELECT "statusVersion" FROM "Room" JOIN "LiveSession" ON "roomId" = "Room"."id" WHERE "Room"."id" = $1`, [
        room.id,
      ]),
    );
    expect(rows).toEqual([{ statusVersion: 9 }]); // no change was lost or done twice, and it was one session
    const { clips } = await (await fetch(`${runtime.web}/api/rooms/${room.id}/replay`)).json();
    expect(clips).toHaveLength(4); // each push of the session, killed or cut, is in its one replay
  } finally {
    for (const encoder of encoders) await encoder.kill();
    await system.stop();
  }
});
