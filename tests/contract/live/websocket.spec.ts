import { once } from "node:events";
import WebSocket from "ws";
import { soon } from "../../support/soon";
import { expect, PULL_KEY, signed, test } from "./support";

const webSocketUrl = (url: string) => url.replace(/^http/, "ws");

/** What an upgrade is answered with: `open`, or the status of the refusal. */
async function answerOf(url: string): Promise<string | number> {
  const socket = new WebSocket(url);
  return new Promise((resolve) => {
    socket.once("open", () => {
      socket.terminate();
      resolve("open");
    });
    socket.once("unexpected-response", (_request, response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    socket.on("error", () => resolve("error"));
  });
}

test("a stream is the same FLV over WebSocket, and its end closes the socket", async ({ live, push, streamName }) => {
  const pushing = push(live.pushUrl(streamName));
  await live.waitLive(streamName);
  const socket = new WebSocket(webSocketUrl(live.pullUrl(streamName)));
  const received: Buffer[] = [];
  socket.on("message", (data: Buffer) => received.push(data));
  await soon(() => received.length).toBeGreaterThan(20);
  expect(received[0]?.toString("latin1", 0, 3)).toBe("FLV");
  const tags = Buffer.concat(received).subarray(13);
  const types = new Set<number>();
  for (let at = 0; at + 15 < tags.length; at += 15 + tags.readUIntBE(at + 1, 3)) types.add(tags.readUInt8(at));
  expect([...types].sort()).toEqual([18, 8, 9]); // tags lie end to end, and there is nothing between the messages
  expect((await live.stream(streamName))?.viewers).toBe(1);
  const closed = once(socket, "close");
  await pushing.stop();
  expect((await closed)[0]).toBe(1000);
});

test("upgrades are refused with the status of the same pull, whatever the path is, and a viewer that speaks is cut", async ({
  live,
  push,
  streamName,
}) => {
  push(live.pushUrl(streamName));
  await live.waitLive(streamName);
  const root = webSocketUrl(new URL(live.http).origin);
  const answers = await Promise.all([
    answerOf(`${root}/`),
    answerOf(`${root}/live/a%20b.flv`),
    answerOf(`${root}/live/%ff..flv?txSecret=x&txTime=y`),
    answerOf(`${root}/live/${streamName}.m3u8?${signed(PULL_KEY, streamName)}`),
    answerOf(webSocketUrl(live.pullUrl(streamName, ""))),
    answerOf(webSocketUrl(live.pullUrl("nobody"))),
    answerOf(webSocketUrl(live.pullUrl(streamName))),
  ]);
  expect(answers).toEqual([404, 404, 404, 404, 403, 404, "open"]);
  const talker = new WebSocket(webSocketUrl(live.pullUrl(streamName)));
  await once(talker, "open");
  talker.on("error", () => undefined);
  const closed = once(talker, "close");
  talker.send(Buffer.alloc(64 << 10));
  await closed;
  await soon(async () => (await live.stream(streamName))?.viewers).toBe(0);
});
