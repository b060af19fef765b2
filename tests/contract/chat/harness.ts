import { createHash, randomInt, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CallbackCommand } from "../../../emulators/chat/callback-commands";
import type { ChatConfigInput } from "../../../emulators/chat/config";
import { type ChatReady, startChatEmulator } from "../../../emulators/chat/server";
import { connectRawClient, type RawAnswer, type RawClient } from "./raw-client";
import { signUserSig } from "./sign";

export const SDK_APP_ID = 1_400_000_001;
export const SECRET_KEY = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";
export const ADMIN = "administrator";
const CONTROL_TOKEN = "control-token";
const CALLBACK_TOKEN = "xxxxyyyy";

/** A callback as the app's server receives it. */
export interface ReceivedCallback extends Record<string, unknown> {
  CallbackCommand: string;
  query: Record<string, string>;
}

/** What the receiver does with a callback: an object is the JSON answer, "hang" gives none, "garbage" is not JSON. A promise takes its time. */
export type CallbackAnswer = Record<string, unknown> | "hang" | "garbage";

/** A tiny app server: it checks the signature of every callback, remembers it, and answers as the test says. */
export async function startReceiver() {
  const received: ReceivedCallback[] = [];
  const answers = new Map<string, CallbackAnswer | Promise<CallbackAnswer>>();
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const query = Object.fromEntries(new URL(request.url ?? "/", "http://x").searchParams);
    const sign = createHash("sha256").update(`${CALLBACK_TOKEN}${query.RequestTime}`).digest("hex");
    if (query.Sign !== sign || query.SdkAppid !== String(SDK_APP_ID)) return response.writeHead(403).end();
    const callback = { ...JSON.parse(text), query } as ReceivedCallback;
    received.push(callback);
    const answer = (await answers.get(callback.CallbackCommand)) ?? { ActionStatus: "OK", ErrorCode: 0, ErrorInfo: "" };
    if (answer === "hang") return;
    response.end(answer === "garbage" ? "<html>" : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/im/callback`,
    received,
    answers,
    /** The received callbacks of one command about one group. */
    of: (command: string, groupId: string) =>
      received.filter((callback) => callback.CallbackCommand === command && callback.GroupId === groupId),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

interface HarnessOptions extends Partial<ChatConfigInput> {
  callbackCommands?: CallbackCommand[];
  /** In this process, unless another way to start it is given. */
  start?: (config: ChatConfigInput) => Promise<{ ready: ChatReady; close(): Promise<void> }>;
}

/** An emulator on free ports with a receiver of its callbacks, and the three ways to talk to it. */
export async function startHarness({ callbackCommands, start = startChatEmulator, ...overrides }: HarnessOptions = {}) {
  const dataDir = overrides.dataDir ?? (await mkdtemp(join(tmpdir(), "hiroba-chat-")));
  const receiver = await startReceiver();
  const clients: RawClient[] = [];
  const emulator = await start({
    dataDir,
    sdkAppId: SDK_APP_ID,
    secretKey: SECRET_KEY,
    adminUserId: ADMIN,
    controlToken: CONTROL_TOKEN,
    callback: { url: receiver.url, token: CALLBACK_TOKEN, commands: callbackCommands },
    ...overrides,
  });
  const { ready } = emulator;
  const sign = (userId: string) => signUserSig({ userId, sdkAppId: SDK_APP_ID, secretKey: SECRET_KEY });
  const rest = (command: string, body: unknown, query: Record<string, string> = {}) =>
    postJson<RawAnswer>(restUrl(ready.restBase, command, { usersig: sign(ADMIN), ...query }), body);
  return {
    ready,
    receiver,
    sign,
    rest,
    /** A control action; the answer is plain data. */
    control: <T = unknown>(action: string, body: unknown = {}) =>
      postJson<T>(`${ready.control}/emulator/${action}`, body, { authorization: `Bearer ${CONTROL_TOKEN}` }),
    /** A new AVChatRoom; returns its id. */
    openGroup: async (ownerId?: string): Promise<string> => {
      const groupId = freshId("room");
      if (ownerId) await rest("im_open_login_svc/account_import", { UserID: ownerId });
      const answer = await rest("group_open_http_svc/create_group", {
        Type: "AVChatRoom",
        Name: "room",
        GroupId: groupId,
        ...(ownerId ? { Owner_Account: ownerId } : {}),
      });
      if (answer.ErrorCode !== 0) throw new Error(`create_group: ${answer.ErrorCode} ${answer.ErrorInfo}`);
      return groupId;
    },
    /** A raw client that has logged in. */
    logIn: async (userId = freshId("user")): Promise<RawClient & { userId: string }> => {
      const options = { url: ready.proxyServer, sdkAppId: SDK_APP_ID, userId, userSig: sign(userId) };
      const client = await connectRawClient(options);
      clients.push(client);
      await client.login();
      return Object.assign(client, { userId });
    },
    close: async () => {
      for (const client of clients) client.close();
      await emulator.close();
      receiver.close();
      if (!overrides.dataDir) await rm(dataDir, { recursive: true });
    },
  };
}

export type Harness = Awaited<ReturnType<typeof startHarness>>;

/** An id no other test has. */
export function freshId(prefix: string): string {
  return `${prefix}_${randomUUID().slice(0, 8)}`;
}

/** The address of a REST call. */
export function restUrl(base: string, command: string, query: Record<string, string>): string {
  const all = {
    sdkappid: String(SDK_APP_ID),
    identifier: ADMIN,
    random: String(randomInt(2 ** 32)),
    contenttype: "json",
    ...query,
  };
  return `${base}/v4/${command}?${new URLSearchParams(all)}`;
}

/** Posts JSON, or a string as it is. */
export async function postJson<T>(url: string, body: unknown, headers: Record<string, string> = {}): Promise<T> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(url, { method: "POST", body: text, headers: { "content-type": "application/json", ...headers } });
  return (await response.json()) as T;
}

/** A text message as REST wants it. */
export function textBody(text: string) {
  return [{ MsgType: "TIMTextElem", MsgContent: { Text: text } }];
}
