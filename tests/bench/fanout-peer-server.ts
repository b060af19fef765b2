import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { WebSocket, WebSocketServer } from "ws";

// The peers that are libraries, each in a process of its own: what a project would write in its first hour with them.

/** What is used of `socket.io`, which is not a dependency of this repository. */
interface SocketIo {
  Server: new (
    server: ReturnType<typeof createServer>,
    options: Record<string, unknown>,
  ) => {
    on(
      event: "connection",
      listener: (socket: { join(room: string): void; on(event: string, listener: (text: string) => void): void }) => void,
    ): void;
    to(room: string): { emit(event: string, text: string): void };
  };
}

const server = createServer();

function startWs(): void {
  const sockets = new WebSocketServer({ server });
  sockets.on("connection", (socket) => {
    socket.on("message", (data, isBinary) => {
      for (const client of sockets.clients) if (client.readyState === WebSocket.OPEN) client.send(data, { binary: isBinary });
    });
  });
}

function startSocketIo(folder: string): void {
  const { Server } = createRequire(path.join(folder, "here.js"))("socket.io") as SocketIo;
  const io = new Server(server, {
    transports: ["websocket"],
    perMessageDeflate: false,
    connectionStateRecovery: { maxDisconnectionDuration: 120_000 },
  });
  io.on("connection", (socket) => {
    socket.join("room");
    socket.on("publish", (text) => io.to("room").emit("text", text));
  });
}

const [kind, folder] = process.argv.slice(2);
if (kind === "socketio") startSocketIo(folder ?? "");
else startWs();
server.listen(0, "127.0.0.1", () => process.send?.({ url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}` }));
process.on("disconnect", () => process.exit(0));
