import { connect, type Socket } from "node:net";
import { type AmfObject, type AmfValue, decodeAmf, encodeAmf } from "../rtmp/amf";
import { ChunkReader } from "../rtmp/chunk-reader";
import { encodeMessage } from "../rtmp/chunk-writer";
import { ClientHandshake } from "../rtmp/handshake";
import { MessageType, type RtmpMessage } from "../rtmp/message";

/** The ingest understood the push and said no; trying the same address again will not help by itself. */
export class PushRefused extends Error {}

const CHUNK_BYTES = 64 << 10;
const SETUP_MS = 10_000;
const MAX_BACKLOG_BYTES = 4 << 20;
const CHUNK_STREAM_OF_TYPE: Record<number, number> = { [MessageType.Audio]: 4, [MessageType.Video]: 6 };
const Transaction = { Connect: 1, CreateStream: 4 } as const;

/** One message of media to push. */
export interface OutgoingMedia {
  type: number;
  timestamp: number;
  payload: Buffer;
}

/** An RTMP connection that pushes one stream. It is used once: after `closed` settles, make a new one. */
export class Publisher {
  /** Settles when the connection is gone, with the reason. */
  readonly closed: Promise<string>;

  private readonly socket: Socket;
  private readonly handshake = new ClientHandshake();
  private readonly reader = new ChunkReader((message) => this.onMessage(message));
  private readonly address: { app: string; streamName: string; tcUrl: string };
  private handshakeDone = false;
  private mediaStreamId = 0;
  private reason = "the ingest closed the connection";
  private onStarted: () => void = () => undefined;
  private onFailed: (error: Error) => void = () => undefined;

  constructor(pushUrl: string) {
    const url = new URL(pushUrl);
    const [app = "", ...rest] = url.pathname.slice(1).split("/");
    const tcUrl = `rtmp://${url.host}/${app}`;
    this.address = { app, streamName: rest.join("/") + url.search, tcUrl };
    this.socket = connect({ host: url.hostname, port: Number(url.port || 1935) });
    this.socket.setNoDelay(true);
    this.socket.on("connect", () => this.socket.write(this.handshake.first));
    this.socket.on("data", (data) => this.onData(data));
    this.socket.on("error", (error) => this.fail(error));
    this.closed = new Promise((resolve) => this.socket.once("close", () => resolve(this.reason)));
  }

  /** Resolves when the ingest has accepted the push. Throws PushRefused when it says no, and other errors when it is away. */
  async start(): Promise<void> {
    const timer = setTimeout(() => this.fail(new Error("the ingest did not answer in time")), SETUP_MS);
    try {
      await new Promise<void>((resolve, reject) => {
        this.onStarted = resolve;
        this.onFailed = reject;
        void this.closed.then((reason) => reject(new Error(reason)));
      });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Sends media in one write. An ingest that stops taking data ends the connection. */
  send(media: readonly OutgoingMedia[]): void {
    if (!this.socket.writable || media.length === 0) return;
    if (this.socket.writableLength > MAX_BACKLOG_BYTES) {
      this.fail(new Error("the ingest takes no more data"));
      return;
    }
    this.socket.write(Buffer.concat(media.map((each) => this.encode(each.type, each.timestamp, each.payload))));
  }

  close(): void {
    this.socket.destroy();
  }

  private fail(error: Error): void {
    this.reason = error.message || String(error);
    this.onFailed(error);
    this.socket.destroy();
  }

  private onData(data: Buffer): void {
    try {
      const messages = this.handshakeDone ? data : this.handshake.push(data, (bytes) => this.socket.write(bytes));
      if (!messages) return;
      if (!this.handshakeDone) this.connectApp();
      this.handshakeDone = true;
      this.reader.push(messages);
    } catch (error) {
      this.fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  private connectApp(): void {
    const chunkBytes = Buffer.alloc(4);
    chunkBytes.writeUInt32BE(CHUNK_BYTES);
    const resize = { type: MessageType.SetChunkSize, streamId: 0, timestamp: 0, payload: chunkBytes };
    this.socket.write(encodeMessage(2, resize, CHUNK_BYTES));
    const { app, tcUrl } = this.address;
    this.command("connect", Transaction.Connect, { app, tcUrl, type: "nonprivate", flashVer: "FMLE/3.0 (compatible; Hiroba)" });
  }

  private onMessage(message: RtmpMessage): void {
    if (message.type === MessageType.SetChunkSize) this.reader.setChunkBytes(message.payload.readUInt32BE(0));
    if (message.type !== MessageType.CommandAmf0) return;
    const [name, transaction, , info = null] = decodeAmf(message.payload);
    if (name === "_result" && transaction === Transaction.Connect) this.createStream();
    else if (name === "_result" && transaction === Transaction.CreateStream) this.publish(info);
    else if (name === "_error") this.fail(new PushRefused(refusalText(info)));
    else if (name === "onStatus") this.onStatus(info);
  }

  private createStream(): void {
    const { streamName } = this.address;
    this.command("releaseStream", 2, null, streamName);
    this.command("FCPublish", 3, null, streamName);
    this.command("createStream", Transaction.CreateStream, null);
  }

  private publish(streamId: AmfValue): void {
    this.mediaStreamId = typeof streamId === "number" ? streamId : 1;
    this.command("publish", 5, null, this.address.streamName, this.address.app);
  }

  private onStatus(info: AmfValue): void {
    if (isObject(info) && info.code === "NetStream.Publish.Start") this.onStarted();
    else if (isObject(info) && info.level === "error") this.fail(new PushRefused(refusalText(info)));
  }

  private command(...values: AmfValue[]): void {
    this.socket.write(this.encode(MessageType.CommandAmf0, 0, encodeAmf(...values)));
  }

  private encode(type: number, timestamp: number, payload: Buffer): Buffer {
    const message = { type, streamId: this.mediaStreamId, timestamp, payload };
    return encodeMessage(CHUNK_STREAM_OF_TYPE[type] ?? 3, message, CHUNK_BYTES);
  }
}

function refusalText(info: AmfValue): string {
  return isObject(info) ? `${info.code}: ${info.description}` : "the ingest refused the push";
}

function isObject(value: AmfValue): value is AmfObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
