import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Clock } from "../process";
import { type AddressLimit, plainAddress } from "./address-limit";
import type { LiveConfig } from "./config";
import type { Ingest } from "./ingest";
import { checkSignature } from "./signature";
import { LiveStream } from "./stream";
import type { ViewerSink } from "./viewer";

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, HEAD, OPTIONS",
  "access-control-allow-headers": "*",
  "access-control-max-age": "86400",
};
interface Refusal {
  status: number;
  sentence: string;
}

const DRAIN_MS = 15_000;
const MEDIA_PATH = /^\/([\w-]+)\/([\w-]{1,128})\.(\w+)$/;

/** The HTTP side: `GET /<app>/<stream>.flv` plays a live stream until it ends; everything else is refused in one sentence. */
export class FlvServer {
  readonly server: Server;

  constructor(
    private readonly config: LiveConfig,
    private readonly ingest: Ingest,
    private readonly clock: Clock,
    limit: AddressLimit,
  ) {
    this.server = createServer((request, response) => this.handle(request, response));
    this.server.on("connection", (socket) => admit(socket, limit));
    this.server.on("clientError", (_error, socket) => socket.destroy());
  }

  /** Stops listening and closes every connection. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeAllConnections();
    await closed;
  }

  private handle(request: IncomingMessage, response: ServerResponse): void {
    if (request.method === "OPTIONS") {
      response.writeHead(204, CORS).end();
      return;
    }
    const answer = this.judge(request);
    if (answer instanceof LiveStream) play(answer, request, response);
    else refuse(response, answer);
  }

  /** The stream that is asked for, or why it is not given. The signature is judged before the stream's existence. */
  private judge(request: IncomingMessage): LiveStream | Refusal {
    const { appName } = this.config;
    if (request.method !== "GET" && request.method !== "HEAD")
      return { status: 405, sentence: "Only GET, HEAD and OPTIONS are served." };
    if (request.headers.upgrade) return { status: 501, sentence: "WebSocket-FLV is not served; use plain HTTP-FLV." };
    const [path = "", query = ""] = (request.url ?? "").split("?", 2);
    const [, app, streamName, format = ""] = MEDIA_PATH.exec(path) ?? [];
    if (!streamName) return { status: 404, sentence: `Streams are at /${appName}/<stream>.flv.` };
    if (app !== appName) return { status: 404, sentence: `There is no application here but ${appName}.` };
    if (format === "m3u8" || format === "ts") return { status: 501, sentence: "HLS is not served yet; use the .flv address." };
    if (format !== "flv") return { status: 404, sentence: `There is no ${format} output; use the .flv address.` };
    const wrong = checkSignature(this.config.pullKey, streamName, new URLSearchParams(query), this.clock.nowSeconds());
    if (wrong) return { status: 403, sentence: `${wrong}.` };
    return this.ingest.live(streamName)?.stream ?? { status: 404, sentence: `The stream ${streamName} is not live.` };
  }
}

function play(stream: LiveStream, request: IncomingMessage, response: ServerResponse): void {
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

function admit(socket: Socket, limit: AddressLimit): void {
  const release = limit.enter(plainAddress(socket.remoteAddress));
  if (release) socket.on("close", release);
  else socket.end("HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\n\r\nToo many connections from this address.\n");
}

function refuse(response: ServerResponse, { status, sentence }: Refusal): void {
  response.writeHead(status, { ...CORS, "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" });
  response.end(`${sentence}\n`);
}
