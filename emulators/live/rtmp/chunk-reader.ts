import { EXTENDED_TIMESTAMP, type RtmpMessage } from "./message";

const MAX_CHUNK_STREAMS = 32;
const MAX_CHUNK_BYTES = 1 << 24;
const MAX_HEADER_BYTES = 3 + 11 + 4;
const MESSAGE_HEADER_BYTES = [11, 7, 3, 0] as const;

/** What a chunk stream remembers between chunks: later headers leave out what has not changed. */
interface ChunkStream {
  timestampField: number;
  timestamp: number;
  delta: number;
  length: number;
  type: number;
  messageId: number;
  payload: Buffer | null;
  received: number;
}

/**
 * Puts RTMP messages together from bytes cut anywhere. It keeps at most one header and the unfinished messages,
 * and throws on a broken header or when a limit is passed; after that the connection must be closed.
 */
export class ChunkReader {
  /** Largest message taken. Small until a push is accepted, so that a stranger cannot make us hold megabytes. */
  maxMessageBytes = 64 << 10;

  private chunkBytes = 128;
  private readonly streams = new Map<number, ChunkStream>();
  private readonly header = Buffer.alloc(MAX_HEADER_BYTES);
  private headerLength = 0;
  private current: ChunkStream | null = null;
  private chunkRemaining = 0;
  private pendingBytes = 0;

  constructor(private readonly onMessage: (message: RtmpMessage) => void) {}

  /** Takes the next bytes from the socket and delivers every message they complete, in order. */
  push(data: Buffer): void {
    let offset = 0;
    while (offset < data.length) {
      offset = this.current ? this.readPayload(this.current, data, offset) : this.readHeader(data, offset);
    }
  }

  /** Applies the peer's Set Chunk Size. */
  setChunkBytes(bytes: number): void {
    if (bytes < 1 || bytes > MAX_CHUNK_BYTES) throw new Error(`chunk size ${bytes} is out of range`);
    this.chunkBytes = bytes;
  }

  /** Forgets the unfinished message of one chunk stream, as the peer's Abort asks. */
  abort(chunkStreamId: number): void {
    const stream = this.streams.get(chunkStreamId);
    if (stream?.payload) this.finish(stream);
  }

  private readHeader(data: Buffer, offset: number): number {
    let position = offset;
    let needed = this.headerBytesNeeded();
    while (this.headerLength < needed) {
      const copied = data.copy(this.header, this.headerLength, position, position + needed - this.headerLength);
      if (copied === 0) return position;
      position += copied;
      this.headerLength += copied;
      needed = this.headerBytesNeeded();
    }
    this.headerLength = 0;
    this.beginChunk(this.applyHeader());
    return position;
  }

  /** How long the header is, as far as the bytes so far tell. */
  private headerBytesNeeded(): number {
    if (this.headerLength < 1) return 1;
    const basic = this.basicHeaderBytes();
    if (this.headerLength < basic) return basic;
    const format = this.headerFormat();
    const known = basic + (MESSAGE_HEADER_BYTES[format] ?? 0);
    if (this.headerLength < known) return known;
    const field = format === 3 ? this.streams.get(this.chunkStreamId())?.timestampField : this.header.readUIntBE(basic, 3);
    return field === EXTENDED_TIMESTAMP ? known + 4 : known;
  }

  private headerFormat(): number {
    return this.header.readUInt8(0) >> 6;
  }

  private basicHeaderBytes(): number {
    const marker = this.header.readUInt8(0) & 63;
    return marker === 0 ? 2 : marker === 1 ? 3 : 1;
  }

  private chunkStreamId(): number {
    const marker = this.header.readUInt8(0) & 63;
    if (marker === 0) return 64 + this.header.readUInt8(1);
    if (marker === 1) return 64 + this.header.readUInt16LE(1);
    return marker;
  }

  private applyHeader(): ChunkStream {
    const format = this.headerFormat();
    const stream = this.streamFor(this.chunkStreamId(), format);
    const at = this.basicHeaderBytes();
    if (format < 3) {
      if (stream.payload) throw new Error("a new message began inside an unfinished one");
      stream.timestampField = this.header.readUIntBE(at, 3);
    }
    if (format < 2) {
      stream.length = this.header.readUIntBE(at + 3, 3);
      stream.type = this.header.readUInt8(at + 6);
    }
    if (format === 0) stream.messageId = this.header.readUInt32LE(at + 7);
    if (!stream.payload) this.beginMessage(stream, format, at + (MESSAGE_HEADER_BYTES[format] ?? 0));
    return stream;
  }

  private streamFor(id: number, format: number): ChunkStream {
    const known = this.streams.get(id);
    if (known) return known;
    if (format !== 0 && format !== 1) throw new Error("a chunk refers to a message header that was never sent");
    if (this.streams.size >= MAX_CHUNK_STREAMS) throw new Error(`more than ${MAX_CHUNK_STREAMS} chunk streams`);
    const stream: ChunkStream = {
      timestampField: 0,
      timestamp: 0,
      delta: 0,
      length: 0,
      type: 0,
      messageId: 0,
      payload: null,
      received: 0,
    };
    this.streams.set(id, stream);
    return stream;
  }

  private beginMessage(stream: ChunkStream, format: number, extendedAt: number): void {
    const extended = stream.timestampField === EXTENDED_TIMESTAMP;
    const value = extended ? this.header.readUInt32BE(extendedAt) : stream.timestampField;
    if (format === 0) {
      stream.timestamp = value;
      stream.delta = 0; // as librtmp and nginx-rtmp read it, not as the specification words it
    } else {
      if (format < 3) stream.delta = value;
      stream.timestamp = (stream.timestamp + stream.delta) >>> 0;
    }
    if (stream.length > this.maxMessageBytes) throw new Error(`a message of ${stream.length} bytes is too large`);
    this.pendingBytes += stream.length;
    if (this.pendingBytes > 2 * this.maxMessageBytes) throw new Error("too many unfinished messages");
    stream.payload = Buffer.allocUnsafe(stream.length);
    stream.received = 0;
  }

  private beginChunk(stream: ChunkStream): void {
    this.chunkRemaining = Math.min(this.chunkBytes, stream.length - stream.received);
    this.current = stream;
    if (this.chunkRemaining === 0) this.endChunk(stream);
  }

  private readPayload(stream: ChunkStream, data: Buffer, offset: number): number {
    if (!stream.payload) throw new Error("payload without a message");
    const copied = data.copy(stream.payload, stream.received, offset, offset + this.chunkRemaining);
    stream.received += copied;
    this.chunkRemaining -= copied;
    if (this.chunkRemaining === 0) this.endChunk(stream);
    return offset + copied;
  }

  private endChunk(stream: ChunkStream): void {
    this.current = null;
    if (stream.received < stream.length || !stream.payload) return;
    const { type, messageId, timestamp, payload } = stream;
    this.finish(stream);
    this.onMessage({ type, streamId: messageId, timestamp, payload });
  }

  private finish(stream: ChunkStream): void {
    this.pendingBytes -= stream.length;
    stream.payload = null;
    stream.received = 0;
  }
}
