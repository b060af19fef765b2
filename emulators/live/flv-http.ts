import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { CORS } from "./http-answer";
import type { LiveStream } from "./stream";
import type { ViewerSink } from "./viewer";

const DRAIN_MS = 15_000;

/** Answers with the live stream, as FLV without an end. */
export function playFlv(stream: LiveStream, request: IncomingMessage, response: ServerResponse): void {
  response.useChunkedEncodingByDefault = false;
  response.shouldKeepAlive = false;
  response.writeHead(200, { ...CORS, "content-type": "video/x-flv", "cache-control": "no-store" });
  const { socket } = response;
  if (request.method === "HEAD" || !socket) {
    response.end();
    return;
  }
  response.flushHeaders();
  const sink = socketSink(socket, response);
  stream.addViewer(sink);
  response.on("close", () => stream.removeViewer(sink));
}

/** Writes go to the socket itself: the body has no framing, and a write less per frame and viewer is worth having. */
function socketSink(socket: Socket, response: ServerResponse): ViewerSink {
  socket.setNoDelay(true);
  return {
    backlogBytes: () => socket.writableLength,
    write: (bytes) => void socket.write(bytes),
    end: () => {
      response.end();
      setTimeout(() => socket.destroy(), DRAIN_MS).unref();
    },
    destroy: () => socket.destroy(),
  };
}
