import { type AddressInfo, createServer, type Socket } from "node:net";
import { FrameReader } from "./frames";
import { type Session, Turns } from "./turns";

/** Messages that end a turn: Sync, Query, FunctionCall, Flush, and those of COPY. */
const TURN_ENDS = new Set(["S", "Q", "F", "H", "d", "c", "f"]);
const TERMINATE = "X";

export interface PostgresServerConfig {
  host: string;
  port: number;
  maxConnections: number;
}

/** Speaks the PostgreSQL protocol to many clients in front of one session. */
export async function startPostgresServer(config: PostgresServerConfig, session: Session) {
  const turns = new Turns(session);
  const sockets = new Set<Socket>();
  let clients = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    serve(socket, ++clients, turns);
  });
  server.maxConnections = config.maxConnections;
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(config.port, config.host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `postgres://postgres:postgres@${config.host}:${port}/postgres`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function serve(socket: Socket, client: number, turns: Turns): void {
  const reader = new FrameReader();
  let unit: Uint8Array[] = [];
  const give = (bytes: Uint8Array) => {
    if (socket.writable) socket.write(Buffer.from(bytes)); // a copy: the session's memory is used again at once
  };
  const take = (messages: Uint8Array[]) => {
    turns.take(client, messages, give).catch(() => socket.destroy());
  };
  socket.setNoDelay(true);
  socket.on("error", () => socket.destroy());
  socket.once("close", () => void turns.leave(client));
  socket.on("data", (chunk) => {
    try {
      for (const frame of reader.read(chunk)) {
        if (frame.kind === "refuseEncryption") socket.write("N");
        else if (frame.kind === "cancel") socket.destroy();
        else if (frame.kind === "startup") take([frame.bytes]);
        else if (frame.type === TERMINATE) socket.end();
        else {
          unit.push(frame.bytes);
          if (!TURN_ENDS.has(frame.type)) continue;
          take(unit);
          unit = [];
        }
      }
    } catch {
      socket.destroy();
    }
  });
}
