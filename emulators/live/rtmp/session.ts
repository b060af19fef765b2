import type { Socket } from "node:net";
import { plainAddress } from "../address-limit";
import { type AmfObject, type AmfValue, decodeAmf, encodeAmf } from "./amf";
import { ChunkReader } from "./chunk-reader";
import { encodeMessage } from "./chunk-writer";
import { ServerHandshake } from "./handshake";
import { MessageType, type RtmpMessage } from "./message";

/** What a client asks when it publishes. `query` is the text after `?` in the stream name, as written. */
export interface PublishRequest {
  streamName: string;
  query: string;
  address: string;
  /** Ends the connection; the push is reported closed with this cause. */
  cut(cause: CloseCause): void;
}

/** Why a push ended. The codes 1 to 4 are the ones Tencent prints for `errcode`; 0 is ours, for ends we made ourselves. */
export interface CloseCause {
  code: number;
  reason: string;
}

/** Takes the media of one accepted push. After `closed` nothing more comes. */
export interface PushSink {
  /** Answers a sentence when the media is refused; the client is told and the connection closed. */
  media(type: number, timestamp: number, payload: Buffer): string | null;
  closed(cause: CloseCause): void;
}

/** Decides about a push at once: a sink when it is accepted, else the reason, which the client is told. */
export type PublishHandler = (request: PublishRequest) => PushSink | { refused: string };

export interface SessionOptions {
  appName: string;
  idleMs: number;
  setupMs: number;
  publish: PublishHandler;
}

const CHUNK_BYTES = 64 << 10;
const WINDOW_BYTES = 2_500_000;
const PUBLISHING_MESSAGE_BYTES = 8 << 20;
const MAX_REPLY_BACKLOG_BYTES = 1 << 20;
const MEDIA_STREAM_ID = 1;
const STREAM_NAME = /^[\w-]{1,128}$/;

/**
 * One RTMP connection. Whatever the peer sends, an error here closes this socket and nothing else.
 * A connection that publishes nothing within `setupMs`, or then falls silent for `idleMs`, is closed.
 */
export class RtmpSession {
  private readonly handshake = new ServerHandshake();
  private readonly reader = new ChunkReader((message) => this.onMessage(message));
  private readonly setupTimer: NodeJS.Timeout;
  private handshakeDone = false;
  private appName = "";
  private sink: PushSink | null = null;
  private cause: CloseCause = { code: 3, reason: "recv() return 0" };
  private receivedBytes = 0;
  private acknowledgedBytes = 0;
  private windowBytes = WINDOW_BYTES;

  constructor(
    private readonly socket: Socket,
    private readonly options: SessionOptions,
  ) {
    socket.setNoDelay(true);
    this.setupTimer = setTimeout(() => this.cut({ code: 0, reason: "nothing was published in time" }), options.setupMs);
    socket.setTimeout(options.idleMs, () => this.cut({ code: 0, reason: `no data for ${options.idleMs / 1000} s` }));
    socket.on("data", (data) => this.onData(data));
    socket.on("error", () => this.cut({ code: 4, reason: "recv() return error" }));
    socket.on("close", () => this.finish());
  }

  /** Closes the connection at once; a running push is reported closed with this cause before the call returns. */
  cut(cause: CloseCause): void {
    if (this.sink) this.cause = cause;
    this.socket.destroy();
    this.finish();
  }

  private finish(): void {
    clearTimeout(this.setupTimer);
    const { sink } = this;
    this.sink = null;
    sink?.closed(this.cause);
  }

  private onData(data: Buffer): void {
    if (this.socket.destroyed) return;
    try {
      this.receivedBytes += data.length;
      this.consume(data);
      this.acknowledge();
    } catch (error) {
      this.cut({ code: 4, reason: error instanceof Error ? error.message : String(error) });
    }
  }

  private consume(data: Buffer): void {
    const media = this.handshakeDone ? data : this.handshake.push(data, (bytes) => this.write(bytes));
    if (!media) return;
    if (!this.handshakeDone) this.sendControl(MessageType.SetChunkSize, uint32(CHUNK_BYTES));
    this.handshakeDone = true;
    this.reader.push(media);
  }

  private acknowledge(): void {
    if (this.receivedBytes - this.acknowledgedBytes < this.windowBytes) return;
    this.acknowledgedBytes = this.receivedBytes;
    this.sendControl(MessageType.Acknowledgement, uint32(this.receivedBytes % 2 ** 32));
  }

  private onMessage(message: RtmpMessage): void {
    if (this.socket.destroyed || this.socket.writableEnded) return;
    const { type, payload } = message;
    switch (type) {
      case MessageType.SetChunkSize:
        this.reader.setChunkBytes(payload.readUInt32BE(0));
        break;
      case MessageType.Abort:
        this.reader.abort(payload.readUInt32BE(0));
        break;
      case MessageType.WindowAcknowledgementSize:
        this.windowBytes = Math.max(payload.readUInt32BE(0), 4096);
        break;
      case MessageType.CommandAmf0:
        this.onCommand(decodeAmf(payload), message.streamId);
        break;
      case MessageType.CommandAmf3: // AMF0 values behind one format byte
        this.onCommand(decodeAmf(payload.subarray(1)), message.streamId);
        break;
      case MessageType.DataAmf3:
        this.onMedia(MessageType.DataAmf0, message.timestamp, payload.subarray(1));
        break;
      case MessageType.Audio:
      case MessageType.Video:
      case MessageType.DataAmf0:
        this.onMedia(type, message.timestamp, payload);
    }
  }

  private onMedia(type: number, timestamp: number, payload: Buffer): void {
    const refusal = this.sink?.media(type, timestamp, payload);
    if (refusal) this.refuse(MEDIA_STREAM_ID, "NetStream.Publish.Rejected", refusal);
  }

  private onCommand([name, transaction = 0, object, argument]: AmfValue[], streamId: number): void {
    switch (name) {
      case "connect":
        this.onConnect(transaction, object);
        break;
      case "createStream":
        this.send(0, "_result", transaction, null, MEDIA_STREAM_ID);
        break;
      case "releaseStream":
      case "FCPublish":
        this.send(0, "_result", transaction, null, null);
        break;
      case "publish":
        this.onPublish(argument, streamId);
        break;
      case "play":
        this.refuse(streamId, "NetStream.Play.Failed", "RTMP play is not served; pull the HTTP-FLV address instead");
        break;
      case "deleteStream":
      case "FCUnpublish":
        this.onUnpublish({ code: 1, reason: "recv rtmp deleteStream" });
        break;
      case "closeStream":
        this.onUnpublish({ code: 2, reason: "recv rtmp closeStream" });
        break;
      default:
        this.refuseCommand(name, transaction);
    }
  }

  /** Answers of the peer are not commands, and need no answer in turn. */
  private refuseCommand(name: AmfValue | undefined, transaction: AmfValue): void {
    if (typeof name !== "string" || name.startsWith("_result") || name.startsWith("_error") || name.startsWith("on")) return;
    const description = `the command ${name.slice(0, 64)} is not known here`;
    this.send(0, "_error", transaction, null, { level: "error", code: "NetConnection.Call.Failed", description });
  }

  private onConnect(transaction: AmfValue, object: AmfValue | undefined): void {
    const app = isObject(object) && typeof object.app === "string" ? object.app : "";
    this.appName = app.split("?")[0]?.replace(/\/+$/, "") ?? "";
    if (this.appName !== this.options.appName) {
      const description = `there is no application here but "${this.options.appName}"`;
      this.send(0, "_error", transaction, null, { level: "error", code: "NetConnection.Connect.Rejected", description });
      this.socket.end();
      return;
    }
    this.sendControl(MessageType.WindowAcknowledgementSize, uint32(WINDOW_BYTES));
    this.sendControl(MessageType.SetPeerBandwidth, Buffer.concat([uint32(WINDOW_BYTES), Buffer.from([2])]));
    const server = { fmsVer: "FMS/3,0,1,123", capabilities: 31 };
    const info = { level: "status", code: "NetConnection.Connect.Success", description: "connected", objectEncoding: 0 };
    this.send(0, "_result", transaction, server, info);
  }

  private onPublish(argument: AmfValue | undefined, streamId: number): void {
    if (this.sink) throw new Error("published twice on one connection");
    const [streamName = "", query = ""] = typeof argument === "string" ? splitOnce(argument, "?") : [];
    const decision = this.decide(streamName, query);
    if ("refused" in decision) {
      this.refuse(streamId, "NetStream.Publish.BadName", decision.refused);
      return;
    }
    clearTimeout(this.setupTimer);
    this.sink = decision;
    this.reader.maxMessageBytes = PUBLISHING_MESSAGE_BYTES;
    this.sendStatus(streamId, "status", "NetStream.Publish.Start", `${streamName} is now published`);
  }

  private decide(streamName: string, query: string): PushSink | { refused: string } {
    if (!this.appName) return { refused: "connect before you publish" };
    if (!STREAM_NAME.test(streamName)) return { refused: "a stream name is 1 to 128 letters, digits, _ or -" };
    const address = plainAddress(this.socket.remoteAddress);
    return this.options.publish({ streamName, query, address, cut: (cause) => this.cut(cause) });
  }

  private onUnpublish(cause: CloseCause): void {
    if (!this.sink) return;
    this.cause = cause;
    this.finish();
    this.socket.end();
  }

  /** Tells the client why, then closes: the status is flushed first, and a peer that never closes is cut. */
  private refuse(streamId: number, code: string, description: string): void {
    this.sendStatus(streamId, "error", code, description);
    if (this.sink) this.cause = { code: 4, reason: description };
    this.finish();
    this.socket.end();
    setTimeout(() => this.socket.destroy(), 2000).unref();
  }

  private sendStatus(streamId: number, level: string, code: string, description: string): void {
    this.send(streamId, "onStatus", 0, null, { level, code, description });
  }

  private send(streamId: number, ...values: AmfValue[]): void {
    const message = { type: MessageType.CommandAmf0, streamId, timestamp: 0, payload: encodeAmf(...values) };
    this.write(encodeMessage(3, message, CHUNK_BYTES));
  }

  private sendControl(type: number, payload: Buffer): void {
    this.write(encodeMessage(2, { type, streamId: 0, timestamp: 0, payload }, CHUNK_BYTES));
  }

  private write(bytes: Buffer): void {
    if (this.socket.writableLength > MAX_REPLY_BACKLOG_BYTES) throw new Error("the peer asks and does not read the answers");
    if (this.socket.writable) this.socket.write(bytes);
  }
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function isObject(value: AmfValue | undefined): value is AmfObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
