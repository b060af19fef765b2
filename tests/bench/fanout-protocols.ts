import { connect as connectTcp, type Socket } from "node:net";
import { WebSocket } from "ws";
import { connectChat } from "./fanout-chat";
import { WholeLines } from "./fanout-tally";

export type TargetKind = "hiroba" | "ws" | "socketio" | "nats" | "prosody";

/** A running server, as its clients need it. */
export interface FanTarget {
  kind: TargetKind;
  /** `ws://127.0.0.1:port`; for the protocols over TCP only the port matters. */
  url: string;
  room: string;
  sdkAppId?: number;
  /** UserSigs by user, made before anything is timed. */
  signatures?: Record<string, string>;
}

/** One client that has joined the room. */
export interface FanClient {
  send(text: string): void;
  /** Loses the network for so long, then comes back as clients of its kind do. */
  interrupt(ms: number): Promise<void>;
  close(): void;
}

type Connect = (target: FanTarget, userId: string, onData: (data: Buffer) => void) => Promise<FanClient>;

/** How clients of each kind connect and join. */
export const CONNECT: Record<TargetKind, Connect> = {
  hiroba: connectChat,
  ws: connectWs,
  socketio: connectSocketIo,
  nats: connectNats,
  prosody: connectProsody,
};

async function connectWs(target: FanTarget, _userId: string, onData: (data: Buffer) => void): Promise<FanClient> {
  const socket = new WebSocket(target.url, { perMessageDeflate: false });
  await new Promise<void>((resolve, reject) => socket.once("error", reject).once("open", resolve));
  socket.on("message", onData);
  return { send: (text) => socket.send(text), interrupt: noReturn, close: () => socket.terminate() };
}

/** The Engine.IO and Socket.IO protocols over one WebSocket, with the recovery that the server offers. */
async function connectSocketIo(target: FanTarget, _userId: string, onData: (data: Buffer) => void): Promise<FanClient> {
  let socket: WebSocket;
  let session = { pid: "", offset: "" };
  let isClosed = false;
  const open = async () => {
    socket = new WebSocket(`${target.url}/socket.io/?EIO=4&transport=websocket`, { perMessageDeflate: false });
    await new Promise<void>((resolve, reject) => {
      socket.once("error", reject);
      socket.on("message", (data: Buffer) => {
        const kind = data.toString("latin1", 0, 2);
        if (kind.startsWith("0")) socket.send(session.pid ? `40${JSON.stringify(session)}` : "40");
        else if (kind.startsWith("2")) socket.send("3");
        else if (kind === "40") {
          session = { ...session, pid: JSON.parse(data.toString().slice(2)).pid ?? "" };
          resolve();
        } else if (kind === "42") {
          const offset = (JSON.parse(data.toString().slice(2)) as unknown[])[2];
          if (typeof offset === "string") session.offset = offset;
          onData(data);
        }
      });
    });
  };
  await open();
  return {
    send: (text) => socket.send(`42${JSON.stringify(["publish", text])}`),
    interrupt: async (ms) => {
      const lost = socket;
      lost.removeAllListeners("message");
      lost.pause();
      await new Promise((resolve) => setTimeout(resolve, ms));
      lost.terminate();
      if (!isClosed) await open();
    },
    close: () => {
      isClosed = true;
      socket.terminate();
    },
  };
}

async function connectNats(target: FanTarget, _userId: string, onData: (data: Buffer) => void): Promise<FanClient> {
  const socket = await openTcp(target);
  const lines = new WholeLines("\r\n");
  await new Promise<void>((resolve) => {
    socket.on("data", (chunk: Buffer) => {
      const whole = lines.take(chunk);
      if (whole.includes("PONG\r\n")) resolve();
      if (whole.includes("PING\r\n")) socket.write("PONG\r\n");
      onData(whole);
    });
    socket.write(`CONNECT {"verbose":false,"pedantic":false,"lang":"bench","version":"1"}\r\nSUB ${target.room} 1\r\nPING\r\n`);
  });
  return {
    send: (text) => void socket.write(`PUB ${target.room} ${text.length}\r\n${text}\r\n`),
    interrupt: noReturn,
    close: () => socket.destroy(),
  };
}

/** XMPP without encryption: anonymous login, then into the multi-user chat room. */
async function connectProsody(target: FanTarget, userId: string, onData: (data: Buffer) => void): Promise<FanClient> {
  const socket = await openTcp(target);
  const tags = new WholeLines(">");
  let seen = "";
  let onSeen = () => {};
  const waitFor = (text: string) =>
    new Promise<void>((resolve) => {
      onSeen = () => {
        if (!seen.includes(text)) return;
        seen = "";
        onSeen = () => {};
        resolve();
      };
      onSeen();
    });
  let isJoined = false;
  socket.on("data", (chunk: Buffer) => {
    const whole = tags.take(chunk);
    if (!isJoined) seen += whole.toString();
    onSeen();
    onData(whole);
  });
  const stream = `<stream:stream to="localhost" xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams" version="1.0">`;
  const steps: [string, string][] = [
    [`<?xml version="1.0"?>${stream}`, "</stream:features>"],
    [`<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="ANONYMOUS"/>`, "<success"],
    [stream, "</stream:features>"],
    [`<iq type="set" id="bind"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/></iq>`, "</iq>"],
    [
      `<presence to="${target.room}@conference.localhost/${userId}"><x xmlns="http://jabber.org/protocol/muc"><history maxstanzas="0"/></x></presence>`,
      "<subject",
    ],
  ];
  for (const [request, answer] of steps) {
    const answered = waitFor(answer);
    socket.write(request);
    await answered;
  }
  isJoined = true;
  const to = `to="${target.room}@conference.localhost"`;
  return {
    send: (text) => void socket.write(`<message ${to} type="groupchat"><body>${text}</body></message>`),
    interrupt: noReturn,
    close: () => socket.destroy(),
  };
}

function openTcp(target: FanTarget): Promise<Socket> {
  const socket = connectTcp({ host: "127.0.0.1", port: Number(new URL(target.url).port), noDelay: true });
  return new Promise((resolve, reject) => socket.once("error", reject).once("connect", () => resolve(socket)));
}

function noReturn(): Promise<void> {
  return Promise.reject(new Error("clients of this kind do not come back by themselves"));
}
