import { expect, test } from "@playwright/test";
import { soon } from "../../support/soon";
import { freshId, startHarness } from "./harness";
import { keepAttacking, untilCut } from "./hostile-attacks";
import { openHostile, tinyFrame } from "./hostile-socket";
import { setHostileStage } from "./hostile-stage";

const GROUP = "group_open_http_svc";
const POLL = "group_open_long_polling_http_svc.get_msg";
const ATTACKERS = 8;

/** Nobody here is cut for taking nothing: that is the last test's, with an emulator of its own. */
const stage = setHostileStage({ stallMs: 600_000 });

const together = <T>(run: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: ATTACKERS }, (_, index) => run(index)));

/** Somebody who has logged in over a socket that need not keep to the protocol. */
async function logInHostile(harness = stage.harness) {
  const userId = freshId("hostile");
  const socket = await openHostile(harness);
  const login = await socket.ask("im_open_status.wslogin", {}, { identifier: userId, usersig: harness.sign(userId) });
  return { userId, socket, head: { a2: login.A2Key } };
}

test("a ping is answered, and a flood of them ends that connection though nobody reads the answers", async () => {
  const polite = await openHostile(stage.harness);
  await polite.ping("are you there");
  polite.end();
  const before = await stage.load();
  await together(async () => {
    const socket = await openHostile(stage.harness);
    socket.deafen();
    const pings = Buffer.concat(Array.from({ length: 1_000 }, () => tinyFrame("p".repeat(125), { opcode: 9 })));
    await untilCut(socket, () => socket.bytes(pings));
  });
  expect((await stage.load()).cutFlooding).toBe(before.cutFlooding + ATTACKERS);
});

test("large frames count for many: so much input ends that connection", async () => {
  const before = await stage.load();
  await together(async () => {
    const socket = await openHostile(stage.harness);
    const frame = JSON.stringify({ head: { servcmd: "heartbeat.alive", seq: 1 }, body: { filler: "x".repeat(250_000) } });
    await untilCut(socket, () => socket.send(frame));
  });
  const after = await stage.load();
  expect(after.cutFlooding).toBe(before.cutFlooding + ATTACKERS);
  // Counted as frames only, each would have come to 150 MB.
  expect(after.bytesIn - before.bytesIn).toBeLessThan(ATTACKERS * (40 << 20));
});

test("small questions with large answers count for as much as is answered", async () => {
  const { userId, socket, head } = await logInHostile();
  const ProfileItem = Array.from({ length: 20 }, (_, index) => ({
    Tag: `Tag_Profile_Custom_${"abcdefghijklmnopqrst"[index]}`,
    Value: "v".repeat(500),
  }));
  expect(await socket.ask("profile.portrait_set", { From_Account: userId, ProfileItem }, head)).toMatchObject({ ErrorCode: 0 });
  const before = await stage.load();
  const question = JSON.stringify({
    head: { servcmd: "profile.portrait_get_all", seq: 1, ...head },
    body: { UserItem: Array.from({ length: 100 }, () => ({ To_Account: userId })) },
  });
  await untilCut(socket, () => socket.send(question));
  expect((await stage.load()).cutFlooding).toBe(before.cutFlooding + 1);
});

test("while four attack in every way and come back whenever they are cut, what others say is answered and read, in order", async () => {
  const { witness, groupId, harness } = stage;
  const before = stage.witnessed.length;
  let isOver = false;
  const attackers = Array.from({ length: 4 }, () => keepAttacking(harness.ready.proxyServer, () => isOver));
  const cuts = async () => {
    const { cutFlooding, cutMalformed } = await stage.load();
    return cutFlooding + cutMalformed;
  };
  const cutsBefore = await cuts();
  const said: string[] = [];
  while (said.length < 40 || (await cuts()) < cutsBefore + 20) {
    const text = `in spite of it ${said.length}`;
    said.push(text);
    await witness.send(groupId, text);
  }
  isOver = true;
  await Promise.all(attackers);
  await soon(() => stage.witnessed.slice(before)).toEqual(said);
});

test("a client that asks and never reads is cut when a megabyte has piled up", async () => {
  // A client may ask for more where groups let more through, so that the megabyte comes before that limit.
  const own = await startHarness({ callback: null, stallMs: 600_000, messagesPerSecond: 5_000 });
  const cut = async () => (await own.control<{ load: { cutUnread: number } }>("state")).load.cutUnread;
  const groupId = await own.openGroup();
  const { socket, head } = await logInHostile(own);
  socket.deafen();
  const question = JSON.stringify({
    head: { servcmd: `${GROUP}.get_group_self_member_info`, seq: 1, ...head },
    body: { GroupIdList: Array.from({ length: 50 }, () => groupId) },
  });
  const ask = async () => {
    for (let sent = 0; sent < 20 && socket.isOpen(); sent += 1) socket.send(question);
    return cut();
  };
  await expect.poll(ask, { intervals: [10] }).toBe(1);
  await own.close();
});

test("a client that takes nothing for long is cut, however little waits for it", async () => {
  const own = await startHarness({ callback: null, stallMs: 300, messagesPerSecond: 400 });
  const load = async () => (await own.control<{ load: { cutStalled: number; cutUnread: number } }>("state")).load;
  const groupId = await own.openGroup();
  const { socket, head } = await logInHostile(own);
  const joined = await socket.ask(`${GROUP}.apply_join_group`, { GroupId: groupId }, head);
  const writer = await own.logIn();
  await writer.join(groupId);
  for (let index = 0; index < 36; index += 1) await writer.send(groupId, "x".repeat(7_000));
  socket.deafen();
  const poll = JSON.stringify({
    head: { servcmd: POLL, seq: 9, ...head },
    body: { Key: joined.LongPollingKey, StartSeq: joined.StartSeq, HoldTime: 0 },
  });
  // Each poll is answered with all of it, until the kernel's buffers are full and some hundred kB wait.
  const ask = async () => {
    if (socket.isOpen()) socket.send(poll);
    return load();
  };
  await expect.poll(ask, { intervals: [20] }).toMatchObject({ cutStalled: 1, cutUnread: 0 });
  expect(await writer.send(groupId, "still here")).toMatchObject({ ErrorCode: 0 });
  await own.close();
});
