import { expect, test } from "@playwright/test";
import { soon } from "../../support/soon";
import { frameStart, noise, openHostile, tinyFrame } from "./hostile-socket";
import { setHostileStage } from "./hostile-stage";

const ALIVE = JSON.stringify({ head: { servcmd: "heartbeat.alive", seq: 1 }, body: {} });
const DEEP = `${'{"a":['.repeat(5_000)}${"]}".repeat(5_000)}`;

const stage = setHostileStage();

for (const [what, data] of Object.entries({
  "random bytes": noise(4_096),
  "text that is not JSON": tinyFrame("hello"),
  "a frame without a head": tinyFrame('{"body":{}}'),
  "a head of wrong types": tinyFrame('{"head":{"servcmd":1,"seq":"x"},"body":{}}'),
  "a frame that says it is 64 MB": frameStart(64 << 20),
  "a frame that says it is longer than any number": frameStart(Number.MAX_SAFE_INTEGER),
  "a reserved opcode": tinyFrame("x", { opcode: 11 }),
  "an unmasked frame": Buffer.from([0x82, 1, 0x20]),
})) {
  test(`${what} ends that connection, and is counted`, async () => {
    const before = await stage.load();
    const socket = await openHostile(stage.harness);
    socket.bytes(data);
    await socket.closed;
    await soon(async () => (await stage.load()).cutMalformed).toBe(before.cutMalformed + 1);
  });
}

test("a 64 MB frame that is really sent is not read", async () => {
  const before = await stage.load();
  const socket = await openHostile(stage.harness);
  socket.bytes(frameStart(64 << 20));
  const megabyte = Buffer.alloc(1 << 20, 0x61);
  for (let sent = 0; sent < 64 && socket.isOpen(); sent += 1) socket.bytes(megabyte);
  await socket.closed;
  expect((await stage.load()).bytesIn - before.bytesIn).toBeLessThan(1 << 20);
});

test("a text frame that is not UTF-8 ends that connection", async () => {
  const socket = await openHostile(stage.harness, "info");
  socket.bytes(Buffer.concat([Buffer.from([0x81, 0x82, 0, 0, 0, 0]), Buffer.from([0xc0, 0x80])]));
  await socket.closed;
});

test("half a frame waits, harms nobody, and is whole when the rest comes", async () => {
  const socket = await openHostile(stage.harness);
  const answer = socket.ask("heartbeat.alive", {});
  await expect(answer).resolves.toMatchObject({ ErrorCode: 0 });
  const frame = tinyFrame(ALIVE);
  const before = await stage.load();
  socket.bytes(frame.subarray(0, 20));
  expect(await stage.sockets()).toBe(2);
  socket.bytes(frame.subarray(20));
  await soon(async () => (await stage.load()).bytesIn).toBeGreaterThan(before.bytesIn);
  expect(socket.isOpen()).toBe(true);
  socket.end();
});

test("JSON nested ten thousand deep ends that connection, and over REST is refused", async () => {
  const socket = await openHostile(stage.harness);
  socket.send(`{"head":{"servcmd":"group_open_http_svc.send_group_msg","seq":1},"body":${DEEP}}`);
  await socket.closed;
  const answer = await stage.harness.rest(
    "group_open_http_svc/send_group_msg",
    `{"GroupId":"${stage.groupId}","Random":1,"MsgBody":[{"MsgType":"TIMCustomElem","MsgContent":{"Data":"","more":${DEEP}}}]}`,
  );
  expect(answer).toMatchObject({ ErrorCode: 60003 });
});

test("a million tiny frames of somebody who has not logged in end that connection after a hundred or so", async () => {
  const before = await stage.load();
  const socket = await openHostile(stage.harness);
  const thousand = Buffer.concat(Array.from({ length: 1_000 }, () => tinyFrame(ALIVE)));
  for (let sent = 0; sent < 1_000 && socket.isOpen(); sent += 1) {
    socket.bytes(thousand);
    if (sent % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await socket.closed;
  const after = await stage.load();
  expect(after.cutFlooding).toBe(before.cutFlooding + 1);
  expect(after.bytesIn - before.bytesIn).toBeLessThan(200 * ALIVE.length);
});

test("who has just logged in may send four hundred frames at once", async () => {
  const client = await stage.harness.logIn();
  const all = Promise.all(Array.from({ length: 400 }, () => client.request("heartbeat.alive", {})));
  const answers = await Promise.race([all, client.closed]);
  expect(answers?.filter(({ ErrorCode }) => ErrorCode === 0)).toHaveLength(400);
  client.close();
});

test("a message in ten thousand pieces ends that connection", async () => {
  const socket = await openHostile(stage.harness);
  const pieces = Array.from({ length: 10_000 }, () => tinyFrame("x", { opcode: 0, isFinal: false }));
  socket.bytes(Buffer.concat([tinyFrame("{", { isFinal: false }), ...pieces]));
  await socket.closed;
});

test("an unknown command is refused with 60009 and counted, whatever it is called", async () => {
  const socket = await openHostile(stage.harness);
  const before = await stage.load();
  const names = ["no.such", "__proto__", "constructor.toString", "a\u0000b", "\ud800", "x".repeat(200), ""];
  for (const name of names) expect(await socket.ask(name, {})).toMatchObject({ ErrorCode: 60009, ActionStatus: "FAIL" });
  expect((await stage.load()).unknownCommands).toBe(before.unknownCommands + names.length);
  socket.end();
});

test("a forged login ticket is 70003, for every command and every forgery", async () => {
  const socket = await openHostile(stage.harness);
  const real = String(stage.witness.identity().a2);
  const [payload = "", signature = ""] = real.split(".");
  const other = Buffer.from(JSON.stringify(["a2", "administrator", 1, Date.now()])).toString("base64url");
  const forgeries = [
    "x",
    ".",
    `${payload}.`,
    `.${signature}`,
    `${other}.${signature}`,
    `${payload}x.${signature}`,
    "\ud800",
    "x".repeat(10_000),
  ];
  for (const a2 of forgeries) {
    for (const command of ["group_open_http_svc.send_group_msg", "im_open_status.wslogin"]) {
      expect(await socket.ask(command, { GroupId: stage.groupId }, { a2 })).toMatchObject({ ErrorCode: 70003 });
    }
  }
  expect(await socket.ask("group_open_http_svc.send_group_msg", {})).toMatchObject({ ErrorCode: 70101 });
  socket.end();
});

test("a forged polling key reads nothing, and does not tell that it is forged", async () => {
  const socket = await openHostile(stage.harness);
  const poll = "group_open_long_polling_http_svc.get_msg";
  const keys = ["", "x.y", "\u0000", "\ud800", "k".repeat(10_000), String(stage.witness.identity().a2)];
  const polls = keys.map((Key) => socket.ask(poll, { Key, StartSeq: 0, HoldTime: 0 }));
  await stage.witness.send(stage.groupId, "secret");
  for (const answer of await Promise.all(polls)) {
    expect(answer).toMatchObject({ ErrorCode: 0, NextSeq: 0 });
    expect(answer.RspMsgList).toBeUndefined();
  }
  socket.end();
});

test("wrong types are 10004 and end nothing", async () => {
  const identity = stage.witness.identity();
  const bodies = [
    null,
    [],
    "x",
    1,
    { GroupId: 1 },
    { GroupId: stage.groupId, Random: "1" },
    { GroupId: stage.groupId, Random: 1, MsgBody: {} },
  ];
  for (const body of bodies) {
    const answer = await stage.witness.request("group_open_http_svc.send_group_msg", body as Record<string, unknown>, identity);
    expect(answer.ErrorCode).toBe(10004);
  }
  for (const body of [{ Key: 1 }, { Key: "x", StartSeq: "0" }, { Key: "x", HoldTime: {} }]) {
    expect(await stage.witness.request("group_open_long_polling_http_svc.get_msg", body)).toMatchObject({ ErrorCode: 10004 });
  }
});

test("a GroupId of ten thousand bytes, of NUL or of half a character is refused by every command", async () => {
  for (const GroupId of ["g".repeat(10_000), "\u0000", "\ud800", "__proto__", "half\udc00", "../../x", ""]) {
    const join = await stage.witness.request("group_open_http_svc.apply_join_group", { GroupId });
    expect([10010, 10015, 10004]).toContain(join.ErrorCode);
    await expect(stage.witness.send(GroupId, "x")).rejects.toThrow(/^(10010|10015|10004)/);
    const created = await stage.harness.rest("group_open_http_svc/create_group", { Type: "AVChatRoom", Name: "x", GroupId });
    if (/^[ -~]{1,48}$/.test(GroupId) || GroupId === "") expect(created.ErrorCode).toBe(0);
    else expect([10015, 10004]).toContain(created.ErrorCode);
  }
});

test("half characters and NUL are carried as they came", async () => {
  const texts = ["\ud800", "a\u0000b", "__proto__", "\u2028", '"}]}', "\udfff\ud800"];
  for (const text of texts) {
    await stage.witness.send(stage.groupId, text);
    await soon(() => stage.witnessed.at(-1)).toBe(text);
  }
});
