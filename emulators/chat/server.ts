import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { startControl } from "../control";
import { Clock, type RunningEmulator } from "../process";
import { acceptSockets, cutSilent } from "./accept";
import { CallbackClient } from "./callbacks";
import type { Chat } from "./chat";
import { type ChatConfig, type ChatConfigInput, chatConfigSchema } from "./config";
import { controlActions } from "./control";
import { Faults } from "./faults";
import { Journal } from "./journal";
import { onInstanceEnd } from "./operations/login";
import { GatewayFailure, Outages } from "./outages";
import { Presence } from "./presence";
import { DUPLICATE_MS, RecentSends } from "./recent-sends";
import { answerRest } from "./rest";
import { RestBudgets } from "./rest-budgets";
import { ChatState } from "./state";
import { Tickets } from "./tickets";
import { trafficOf } from "./traffic";

const SWEEP_MS = 1_000;

/** What the runner passes on: where the SDK and the app's server find the emulator. */
export interface ChatReady extends Record<string, unknown> {
  proxyServer: string;
  restBase: string;
  control: string;
}

/** Starts the stand-in of Tencent Chat. `close` ends its sockets, its timers and its journal. */
export async function startChatEmulator(input: ChatConfigInput): Promise<RunningEmulator & { ready: ChatReady }> {
  const config = chatConfigSchema.parse(input);
  const journal = new Journal(config.dataDir, config.journalBytes);
  const chat = createChat(config, journal);
  const server = createServer(async (request, response) => {
    const answer = await answerRest(chat, request);
    if (answer instanceof GatewayFailure) response.writeHead(answer.status, { "content-type": "text/html" }).end("<html></html>");
    else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
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

function createChat(config: ChatConfig, journal: Journal): Chat {
  const clock = new Clock();
  const state = new ChatState({
    nowMs: () => clock.nowMs(),
    machineMs: () => clock.machineMs(),
    save: (record) => journal.append(record),
  });
  state.restore(journal.read());
  journal.open(() => state.records());
  state.ensureAccount(config.adminUserId);
  const chat: Chat = {
    config,
    clock,
    state,
    counters: state.shared.counters,
    wheel: state.shared.wheel,
    sessions: new Set(),
    presence: new Presence(config.graceMs, (instance, end) => onInstanceEnd(chat, instance, end)),
    callbacks: new CallbackClient(config, clock),
    tickets: new Tickets(config.secretKey),
    faults: new Faults(),
    outages: new Outages(),
    restBudgets: new RestBudgets(config.restCallsPerSecond),
    traffic: new Map(),
    directSends: new RecentSends(),
  };
  rememberSends(chat);
  return chat;
}

/** An SDK that lost its socket with the last process sends again what was not answered: it may have been delivered. */
function rememberSends(chat: Chat): void {
  const sinceMs = chat.clock.nowMs() - DUPLICATE_MS;
  for (const group of chat.state.groups.values()) {
    for (const { identity, atMs, item } of group.feed.messages.since(sinceMs)) {
      const answer = { MsgTime: item.MsgTime, MsgSeq: item.MsgSeq };
      if (identity !== "") trafficOf(chat, group.id).recentSends.remember(identity, atMs, answer);
    }
  }
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
