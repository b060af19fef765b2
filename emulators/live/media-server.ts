import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Clock } from "../process";
import { type AddressLimit, plainAddress } from "./address-limit";
import type { LiveConfig } from "./config";
import { sendRange } from "./file-http";
import { playFlv } from "./flv-http";
import { serveWebSockets } from "./flv-websocket";
import type { HlsStreams } from "./hls-streams";
import { CORS, Refusal, sendBytes } from "./http-answer";
import type { Ingest } from "./ingest";
import type { Recordings } from "./recording/recordings";
import { checkSignature } from "./signature";
import type { Snapshots } from "./snapshots/snapshots";
import type { LiveStream } from "./stream";

const LIVE_PATH = /^\/([\w-]+)\/([\w-]{1,128})\.(\w+)$/;
const SEGMENT_PATH = /^\/([\w-]+)\/segments\/([0-9a-f]{32})\/(?:(\d{1,9})\.m4s|init-(\d{1,9})\.mp4)$/;
const RECORDING_PATH = /^\/([\w-]+)\/recordings\/([0-9a-f]{32})\/(media\.\w+)$/;
const SNAPSHOT_PATH = /^\/([\w-]+)\/snapshots\/([0-9a-f]{32})\.jpg$/;
const PLAYLIST_TYPE = "application/vnd.apple.mpegurl";
const MP4_TYPE = "video/mp4";
/** What is at an address with a name that cannot be guessed never changes. */
const FOR_EVER = "public, max-age=31536000, immutable";

interface Parts {
  ingest: Ingest;
  streams: HlsStreams;
  recordings: Recordings;
  snapshots: Snapshots;
  clock: Clock;
}

/**
 * The HTTP side. `GET /<app>/<stream>.flv` (also over WebSocket) and `.m3u8` play a live stream and are signed; segments and recordings lie under
 * names that only who was given them knows. Everything else is refused in one sentence.
 */
export class MediaServer {
  readonly server: Server;

  constructor(
    private readonly config: LiveConfig,
    private readonly parts: Parts,
    limit: AddressLimit,
  ) {
    this.server = createServer((request, response) => this.handle(request, response));
    this.server.on("connection", (socket) => admit(socket, limit));
    serveWebSockets(this.server, (request) => this.streamFor(request));
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
    try {
      this.serve(request, response);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      sendBytes(request, response, { status: error.status, type: "text/plain; charset=utf-8", body: `${error.message}\n` });
    }
  }

  private serve(request: IncomingMessage, response: ServerResponse): void {
    if (request.method !== "GET" && request.method !== "HEAD") throw new Refusal(405, "Only GET, HEAD and OPTIONS are served.");
    const [path = "", query = ""] = (request.url ?? "").split("?", 2);
    const segment = SEGMENT_PATH.exec(path);
    const recording = RECORDING_PATH.exec(path);
    const snapshot = SNAPSHOT_PATH.exec(path);
    if (snapshot) this.serveSnapshot(request, response, snapshot);
    else if (segment) this.serveSegment(request, response, segment);
    else if (recording) this.serveRecording(request, response, recording);
    else this.serveStream(request, response, path, query);
  }

  /** What an upgrade to a WebSocket asks for. */
  private streamFor(request: IncomingMessage): LiveStream {
    const [path = "", query = ""] = (request.url ?? "").split("?", 2);
    const { streamName, format } = this.named(path);
    if (format !== "flv") throw new Refusal(404, "Only .flv is served over WebSocket.");
    return this.flvOf(streamName, query);
  }

  private serveStream(request: IncomingMessage, response: ServerResponse, path: string, query: string): void {
    const { streamName, format } = this.named(path);
    if (format === "flv") {
      playFlv(this.flvOf(streamName, query), request, response);
      return;
    }
    this.checkPull(streamName, query);
    const body = this.parts.streams.named(streamName)?.playlist();
    if (!body) throw notLive(streamName);
    sendBytes(request, response, { status: 200, type: PLAYLIST_TYPE, body });
  }

  private named(path: string): { streamName: string; format: "flv" | "m3u8" } {
    const [, app, streamName, format = ""] = LIVE_PATH.exec(path) ?? [];
    const { appName } = this.config;
    if (!streamName) throw new Refusal(404, `Streams are at /${appName}/<stream>.flv and .m3u8.`);
    if (app !== appName) throw new Refusal(404, `There is no application here but ${appName}.`);
    if (format === "ts") throw new Refusal(404, "HLS is served as fragmented MP4; use the .m3u8 address.");
    if (format !== "flv" && format !== "m3u8") throw new Refusal(404, `There is no ${format} output; use .flv or .m3u8.`);
    return { streamName, format };
  }

  private flvOf(streamName: string, query: string): LiveStream {
    this.checkPull(streamName, query);
    const publication = this.parts.ingest.live(streamName);
    if (!publication) throw notLive(streamName);
    return publication.stream;
  }

  /** The signature is judged before the stream's existence. */
  private checkPull(streamName: string, query: string): void {
    const wrong = checkSignature(this.config.pullKey, streamName, new URLSearchParams(query), this.parts.clock.nowSeconds());
    if (wrong) throw new Refusal(403, `${wrong}.`);
  }

  private serveSegment(request: IncomingMessage, response: ServerResponse, [, , token = "", number, init]: string[]): void {
    const stream = this.parts.streams.withToken(token);
    const found = number === undefined ? stream?.init(Number(init)) : stream?.segment(Number(number));
    const bytes = Buffer.isBuffer(found) ? found : found?.bytes;
    if (bytes) {
      sendBytes(request, response, { status: 200, type: MP4_TYPE, body: bytes, caching: FOR_EVER });
      return;
    }
    const file = Buffer.isBuffer(found) ? null : found?.file;
    if (!file) throw new Refusal(404, "This segment is not kept any more.");
    void sendRange(request, response, { path: file.path, type: MP4_TYPE, caching: FOR_EVER, part: file });
  }

  private serveSnapshot(request: IncomingMessage, response: ServerResponse, [, , id = ""]: string[]): void {
    const path = this.parts.snapshots.file(id);
    if (!path) throw new Refusal(404, "This picture is not kept any more.");
    void sendRange(request, response, { path, type: "image/jpeg", caching: FOR_EVER });
  }

  private serveRecording(request: IncomingMessage, response: ServerResponse, [, , id = "", name = ""]: string[]): void {
    const path = this.parts.recordings.file(id, name);
    if (!path) throw new Refusal(404, "There is no such recording, or it was removed to make room.");
    const type = name.endsWith(".m3u8") ? PLAYLIST_TYPE : MP4_TYPE;
    void sendRange(request, response, { path, type, caching: FOR_EVER });
  }
}

function notLive(streamName: string): Refusal {
  return new Refusal(404, `The stream ${streamName} is not live.`);
}

function admit(socket: Socket, limit: AddressLimit): void {
  const release = limit.enter(plainAddress(socket.remoteAddress));
  if (release) socket.on("close", release);
  else socket.end("HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\n\r\nToo many connections from this address.\n");
}
