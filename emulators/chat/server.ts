import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { startControl } from "../control";
import { Clock, type RunningEmulator } from "../process";
import { CallbackClient } from "./callbacks";
import { type Chat, machineMs } from "./chat";
import { type ChatConfigInput, chatConfigSchema } from "./config";
import { controlActions } from "./control";
import { Faults } from "./faults";
import { Journal } from "./journal";
import { onInstanceEnd } from "./operations/login";
import { Presence } from "./presence";
import { answerRest } from "./rest";
import { Session } from "./session";
import { handleFrame } from "./socket";
import { ChatState } from "./state";
import { Tickets } from "./tickets";

const MAX_FRAME_BYTES = 1 << 20;
const SWEEP_MS = 1_000;

/** What the runner passes on: where the SDK and the app's server find the emulator. */
export interface ChatReady extends Record<string, unknown> {
  proxyServer: string;
  restBase: string;
  control: string;
}

/** Starts the stand-in of Tencent Chat. `close` ends its sockets, its timers and its journal. */
export async function startChatEmulator(input: ChatConfigInput): Promise<RunningEmulator & { ready: ChatReady }> {
  const journal = new Journal(input.dataDir);
  const chat = createChat(input, journal);
  const server = createServer(async (request, response) => {
    const body = JSON.stringify(await answerRest(chat, request));
    response.writeHead(200, { "content-type": "application/json" }).end(body);
  });
  const sockets = acceptSockets(chat, server);
  const port = await listen(server, chat.config.host, chat.config.port);
  const control = await startControl(chat.config.controlToken, controlActions(chat));
  const sweep = setInterval(() => cutSilent(chat), SWEEP_MS);
  const { host } = chat.config;
  return {
    ready: { proxyServer: `ws://${host}:${port}`, restBase: `http://${host}:${port}`, control: control.url },
    close: async () => {
      clearInterval(sweep);
      chat.presence.clear();
      for (const group of chat.state.groups.values()) group.feed.releaseAll();
      for (const session of chat.sessions) session.cut();
      sockets.close();
      chat.callbacks.close();
      await control.close();
      await stop(server);
      journal.close();
    },
  };
}

function createChat(input: ChatConfigInput, journal: Journal): Chat {
  const config = chatConfigSchema.parse(input);
  const clock = new Clock();
  const state = new ChatState({
    nowMs: () => clock.nowMs(),
    machineMs: () => machineMs(clock),
    save: (record) => journal.append(record),
  });
  state.restore(journal.read());
  journal.compact(state.records());
  state.ensureAccount(config.adminUserId);
  const chat: Chat = {
    config,
    clock,
    state,
    sessions: new Set(),
    presence: new Presence(config.graceMs, (instance, end) => onInstanceEnd(chat, instance, end)),
    callbacks: new CallbackClient(config, clock),
    tickets: new Tickets(config.secretKey),
    faults: new Faults(),
    traffic: new Map(),
  };
  return chat;
}

/** Takes the SDK's sockets: `/binfo` speaks binary frames and `/info` text, both possibly behind a path of the proxy. */
function acceptSockets(chat: Chat, server: Server): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false });
  server.on("upgrade", (request, stream, head) => {
    const kind = /\/(binfo|info)(\?|$)/.exec(request.url ?? "")?.[1];
    if (!kind) return stream.destroy();
    sockets.handleUpgrade(request, stream, head, (socket) => {
      const session = new Session(socket, kind === "binfo", request.socket.remoteAddress ?? "", () => machineMs(chat.clock));
      chat.sessions.add(session);
      socket.on("message", (data) => void handleFrame(chat, session, data.toString()));
      socket.on("error", () => session.cut()); // an oversized or broken frame
      socket.on("close", () => forget(chat, session));
    });
  });
  return sockets;
}

function forget(chat: Chat, session: Session): void {
  chat.sessions.delete(session);
  chat.presence.detach(session);
  for (const group of chat.state.groups.values()) group.feed.releaseOwner(session);
}

/** The SDK sends something at least every ten seconds; a socket that does not is dead though TCP has not noticed. */
function cutSilent(chat: Chat): void {
  const oldestMs = machineMs(chat.clock) - chat.config.silenceMs;
  for (const session of chat.sessions) if (session.lastHeardMs < oldestMs) session.cut();
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
