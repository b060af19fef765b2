import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import { WebSocket } from "ws";
import { SDK_APP_ID } from "./harness";

/** What someone can do who does not keep to the protocol: any frame, and any bytes below the frames. */
export interface HostileSocket {
  /** A whole binary frame. */
  send(text: string | Buffer): void;
  /** Bytes as they are. */
  bytes(data: Buffer): void;
  /** A request in the SDK's form; resolves with the body of its answer. */
  ask(servcmd: string, body: unknown, head?: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** Resolves when a ping with these bytes is answered. */
  ping(data: string): Promise<void>;
  /** Stops reading for good. */
  deafen(): void;
  /** Resolves when the emulator has closed the connection. */
  closed: Promise<void>;
  isOpen(): boolean;
  end(): void;
}

/** Opens a socket to the emulator; `kind` "info" speaks text frames. */
export async function openHostile(
  harness: { ready: { proxyServer: string } },
  kind: "binfo" | "info" = "binfo",
): Promise<HostileSocket> {
  const url = `${harness.ready.proxyServer}/${kind}?sdkappid=${SDK_APP_ID}`;
  let stream: Socket | undefined;
  const createConnection = () => {
    const { hostname, port } = new URL(url);
    stream = connect(Number(port), hostname);
    return stream;
  };
  const socket = new WebSocket(url, { perMessageDeflate: false, createConnection });
  await new Promise<void>((resolve, reject) => socket.once("error", reject).once("open", resolve));
  socket.on("error", () => socket.terminate());
  const answers = new Map<number, (body: Record<string, unknown>) => void>();
  let seq = 0;
  socket.on("message", (data) => {
    const { head, body } = JSON.parse(data.toString()) as { head: { seq: number }; body: Record<string, unknown> };
    answers.get(head.seq)?.(body);
  });
  return {
    send: (text) => socket.send(typeof text === "string" ? Buffer.from(text) : text, { binary: kind === "binfo" }),
    bytes: (data) => void stream?.write(data),
    ask: (servcmd, body, head = {}) => {
      seq += 1;
      const text = JSON.stringify({ head: { servcmd, seq, ...head }, body });
      socket.send(kind === "binfo" ? Buffer.from(text) : text);
      return new Promise((resolve) => answers.set(seq, resolve));
    },
    ping: (data) => {
      const answered = new Promise<void>((resolve) =>
        socket.on("pong", (echo) => {
          if (echo.toString() === data) resolve();
        }),
      );
      socket.ping(data);
      return answered;
    },
    deafen: () => socket.pause(),
    closed: new Promise((resolve) => socket.once("close", () => resolve())),
    isOpen: () => socket.readyState === WebSocket.OPEN,
    end: () => socket.terminate(),
  };
}

/** The start of a masked frame of a client that says it is `length` bytes long. */
export function frameStart(length: number, { opcode = 2, isFinal = true } = {}): Buffer {
  const start = Buffer.alloc(14);
  start[0] = (isFinal ? 0x80 : 0) | opcode;
  start[1] = 0x80 | 127;
  start.writeBigUInt64BE(BigInt(length), 2);
  return start; // the mask is four zeros
}

/** A short masked frame, whole. */
export function tinyFrame(text: string, { opcode = 2, isFinal = true } = {}): Buffer {
  const head = Buffer.from([(isFinal ? 0x80 : 0) | opcode, 0x80 | Buffer.byteLength(text), 0, 0, 0, 0]);
  return Buffer.concat([head, Buffer.from(text)]);
}

export function noise(bytes: number): Buffer {
  return randomBytes(bytes);
}
