import { z } from "zod";
import { control } from "../support/control";
import { expect, test } from "../support/fixtures";
import { RoomPage } from "../support/pages/room";
import { callIm, openLiveRoom } from "../support/rooms";
import type { Runtime } from "../support/system";
import { newViewer } from "../support/viewers";

const stateChanges = z.object({
  callbacks: z.array(z.object({ body: z.object({ Info: z.object({ Action: z.string(), To_Account: z.string() }).optional() }) })),
});

/** What the chat service told of a person's logins. */
async function loginsOf(runtime: Runtime, userId: string): Promise<string[]> {
  const { callbacks } = stateChanges.parse(await control(runtime, "chat", "callbacks"));
  return callbacks.flatMap(({ body: { Info } }) => (Info?.To_Account === userId ? [Info.Action] : []));
}

test("a page that stays open renews its chat login before it ends, comes back when it did end, and misses nothing", async ({
  browser,
  runtime,
}) => {
  const room = await openLiveRoom(runtime);
  const viewer = await newViewer(runtime);
  const context = await browser.newContext({ baseURL: runtime.web });
  await context.addCookies([viewer.cookie]);
  const page = await context.newPage();
  const grants: string[] = [];
  page.on("response", (answer) => answer.url().endsWith("/api/im/usersig") && grants.push(answer.url()));
  let random = 0;
  const tell = (text: string) => {
    random += 1;
    const MsgBody = [{ MsgType: "TIMTextElem", MsgContent: { Text: text } }];
    return callIm(runtime, "group_open_http_svc/send_group_msg", { GroupId: room.groupId, Random: random, MsgBody });
  };
  await page.clock.install();
  await page.goto(`/en/rooms/${room.id}`);
  const chat = new RoomPage(page);
  await chat.say("first");
  expect(await loginsOf(runtime, viewer.id)).toEqual(["Login"]);

  await page.clock.fastForward("01:57:00"); // a UserSig lives two hours, and is renewed two minutes before its end
  expect(grants).toHaveLength(1);
  await page.clock.fastForward("01:30");
  await tell("while it is renewed");
  await expect.poll(() => loginsOf(runtime, viewer.id)).toEqual(["Login", "Logout", "Login"]);
  await expect(chat.log.getByText("while it is renewed")).toHaveCount(1);
  await chat.say("second");
  expect(grants).toHaveLength(2);

  await control(runtime, "chat", "expire", { userId: viewer.id });
  await tell("while it is over");
  await expect.poll(() => grants.length).toBe(3);
  await expect(chat.log.getByText("while it is over")).toHaveCount(1);
  await chat.say("third");
  for (const text of ["first", "second", "third"]) await expect(chat.log.getByText(text)).toHaveCount(1);
  await context.close();
});
