import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocket, WebSocketServer } from "ws";
import type { Chat } from "./chat";
import { Session } from "./session";
import { handleFrame } from "./socket";

/** The largest thing the SDK sends are 16 attributes of 4 kB. */
const MAX_FRAME_BYTES = 256 * 1024;
/** The SDK sends a frame whole. */
const MAX_FRAGMENTS = 64;
/** What one client may send in a second, unless the groups let more messages through than that. Large frames count more. */
const FRAMES_PER_SECOND = 300;
/** The same for who has not logged in: an SDK that only reads sends four. */
const STRANGER_FRAMES_PER_SECOND = 60;

/** A WebSocket that knows its session, so that the listeners below are the same functions for all sockets. */
class ClientSocket extends WebSocket {
  chat!: Chat;
  session!: Session;
}

/** Takes the SDK's sockets: `/binfo` speaks binary frames and `/info` text, both possibly behind a path of the proxy. */
export function acceptSockets(chat: Chat, server: Server): WebSocketServer {
  const sockets = new WebSocketServer({
    noServer: true,
    WebSocket: ClientSocket,
    clientTracking: false,
    maxPayload: MAX_FRAME_BYTES,
    maxFragments: MAX_FRAGMENTS,
    perMessageDeflate: false,
    autoPong: false, // of too many the WebSocket would rid itself, uncounted
  });
  server.on("upgrade", (request, stream, head) => accept(chat, sockets, request, stream, head));
  return sockets;
}

function accept(chat: Chat, sockets: WebSocketServer, request: IncomingMessage, stream: Duplex, head: Buffer): void {
  const kind = /^[^?]*\/(binfo|info)(\?|$)/.exec(request.url ?? "")?.[1];
  if (!kind) {
    stream.destroy();
    return;
  }
  const clientIp = request.socket.remoteAddress ?? "";
  sockets.handleUpgrade(request, stream, head, (socket) => {
    const client = socket as ClientSocket;
    const framesPerSecond = Math.max(FRAMES_PER_SECOND, 2 * chat.config.messagesPerSecond);
    const { stallMs } = chat.config;
    const limits = { framesPerSecond, strangerFramesPerSecond: STRANGER_FRAMES_PER_SECOND, stallMs };
    client.chat = chat;
    client.session = new Session(client, stream, kind === "binfo", clientIp, chat.clock, limits, chat.counters);
    chat.sessions.add(client.session);
    chat.counters.connections += 1;
    if (chat.faults.isFrozen) client.session.freeze(true);
    client.on("message", onMessage);
    client.on("ping", onPing);
    client.on("pong", onPong);
    client.on("error", onError);
    client.on("close", onClose);
  });
}

function onMessage(this: WebSocket, data: WebSocket.RawData): void {
  const { chat, session } = this as ClientSocket;
  if (mayGoOn(chat, session, data as Buffer)) handleFrame(chat, session, data.toString());
}

function onPing(this: WebSocket, data: Buffer): void {
  const { chat, session } = this as ClientSocket;
  if (mayGoOn(chat, session, data)) session.pong(data);
}

/** Nobody asked for one. */
function onPong(this: WebSocket, data: Buffer): void {
  const { chat, session } = this as ClientSocket;
  mayGoOn(chat, session, data);
}

/** Notes a frame. False after a cut, and for a client that sends too much, which is cut. */
function mayGoOn(chat: Chat, session: Session, data: Buffer): boolean {
  if (!session.isOpen) return false; // what was already read when the socket was cut
  if (session.heard(data.length)) return true;
  chat.counters.cutFlooding += 1;
  session.cut();
  return false;
}

/** An oversized or broken frame. */
function onError(this: WebSocket): void {
  const { chat, session } = this as ClientSocket;
  chat.counters.cutMalformed += 1;
  session.cut();
}

function onClose(this: WebSocket): void {
  const { chat, session } = this as ClientSocket;
  chat.sessions.delete(session);
  chat.counters.bytesIn += session.readBytes;
  chat.counters.bytesOut += session.writtenBytes;
  chat.presence.detach(session);
  for (const reader of [...session.readers]) reader.owner.drop(reader);
}

/**
 * The SDK sends something at least every ten seconds; a socket that does not is dead though TCP has not noticed.
 * One that never reads is as good as dead.
 */
export function cutSilent(chat: Chat): void {
  if (chat.faults.isFrozen) return;
  const oldestMs = chat.clock.machineMs() - chat.config.silenceMs;
  for (const session of chat.sessions) {
    const isStalled = session.isStalled();
    if (isStalled) chat.counters.cutStalled += 1;
    if (isStalled || session.lastHeardMs < oldestMs) session.cut();
  }
}
