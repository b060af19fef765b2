/** Codes that a client may send in place of a first message (PostgreSQL docs, 55.7). */
const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
const CANCEL_REQUEST = 80_877_102;

const MAX_MESSAGE_BYTES = 64 << 20;

export type Frame =
  | { kind: "refuseEncryption" }
  | { kind: "cancel" }
  | { kind: "startup"; bytes: Uint8Array }
  | { kind: "message"; type: string; bytes: Uint8Array };

/** Cuts a client's bytes into protocol messages. Throws RangeError for a length that cannot be. */
export class FrameReader {
  private buffer: Buffer = Buffer.alloc(0);
  private isStarted = false;

  /** The messages that are complete now. */
  read(chunk: Buffer): Frame[] {
    this.buffer = this.buffer.length > 0 ? Buffer.concat([this.buffer, chunk]) : chunk;
    const frames: Frame[] = [];
    for (let frame = this.next(); frame; frame = this.next()) frames.push(frame);
    return frames;
  }

  private next(): Frame | null {
    const header = this.isStarted ? 1 : 0;
    if (this.buffer.length < header + 4) return null;
    const length = this.buffer.readInt32BE(header);
    if (length < 4 || length > MAX_MESSAGE_BYTES) throw new RangeError(`message of ${length} bytes`);
    if (this.buffer.length < header + length) return null;
    const bytes = this.buffer.subarray(0, header + length);
    this.buffer = this.buffer.subarray(header + length);
    return this.isStarted ? { kind: "message", type: String.fromCharCode(bytes[0] ?? 0), bytes } : this.first(bytes);
  }

  private first(bytes: Buffer): Frame {
    const code = bytes.length >= 8 ? bytes.readInt32BE(4) : 0;
    if (code === SSL_REQUEST || code === GSS_REQUEST) return { kind: "refuseEncryption" };
    if (code === CANCEL_REQUEST) return { kind: "cancel" };
    this.isStarted = true;
    return { kind: "startup", bytes };
  }
}
