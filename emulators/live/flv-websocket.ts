import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { Refusal } from "./http-answer";
import type { LiveStream } from "./stream";
import type { ViewerSink } from "./viewer";

/** Viewers have nothing to say. */
const MOST_BYTES_HEARD = 1024;
const CLOSE_WITHIN_MS = 15_000;

/** Serves FLV over WebSocket: the same bytes as over HTTP, in binary messages. `streamOf` throws a Refusal for what is not served. */
export function serveWebSockets(server: Server, streamOf: (request: IncomingMessage) => LiveStream): void {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MOST_BYTES_HEARD });
  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    try {
      const stream = streamOf(request);
      sockets.handleUpgrade(request, socket, head, (webSocket) => play(stream, webSocket));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refuse(socket, error);
    }
  });
}

function play(stream: LiveStream, socket: WebSocket): void {
  const sink: ViewerSink = {
    backlogBytes: () => socket.bufferedAmount,
    write: (bytes) => socket.send(bytes),
    end: () => {
      socket.close(1000);
      setTimeout(() => socket.terminate(), CLOSE_WITHIN_MS).unref();
    },
    destroy: () => socket.terminate(),
  };
  socket.on("error", () => socket.terminate());
  socket.on("close", () => stream.removeViewer(sink));
  stream.addViewer(sink);
}

function refuse(socket: Duplex, { status, message }: Refusal): void {
  const head = `HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8\r\n`;
  socket.end(`${head}content-length: ${Buffer.byteLength(message) + 1}\r\n\r\n${message}\n`);
}
