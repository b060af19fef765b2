import { randomBytes } from "node:crypto";

const VERSION = 3;
const PACKET_BYTES = 1536;

/** The server's half of the plain RTMP handshake: no digests, which OBS, ffmpeg and librtmp do not need. */
export class ServerHandshake {
  private received = Buffer.alloc(0);
  private replied = false;

  /**
   * Takes bytes until the handshake is over; then answers with what came after it (maybe nothing), before that `null`.
   * Throws when the peer does not speak RTMP version 3.
   */
  push(data: Buffer, reply: (bytes: Buffer) => void): Buffer | null {
    this.received = Buffer.concat([this.received, data]);
    if (this.received.length > 0 && this.received[0] !== VERSION) throw new Error("not an RTMP version 3 handshake");
    if (!this.replied && this.received.length >= 1 + PACKET_BYTES) {
      this.replied = true;
      reply(Buffer.concat([Buffer.from([VERSION]), firstPacket(), this.received.subarray(1, 1 + PACKET_BYTES)]));
    }
    const end = 1 + 2 * PACKET_BYTES;
    return this.received.length >= end ? this.received.subarray(end) : null;
  }
}

/** The client's half: `first` goes out at once, `push` answers the server. */
export class ClientHandshake {
  readonly first = Buffer.concat([Buffer.from([VERSION]), firstPacket()]);
  private received = Buffer.alloc(0);

  /** Takes bytes until S0, S1 and S2 are there; then sends C2 and answers with what came after them, before that `null`. */
  push(data: Buffer, reply: (bytes: Buffer) => void): Buffer | null {
    this.received = Buffer.concat([this.received, data]);
    if (this.received.length > 0 && this.received[0] !== VERSION) throw new Error("the server does not speak RTMP version 3");
    const end = 1 + 2 * PACKET_BYTES;
    if (this.received.length < end) return null;
    reply(this.received.subarray(1, 1 + PACKET_BYTES));
    return this.received.subarray(end);
  }
}

/** Time zero, version zero (which tells the peer not to expect digests), then noise. */
function firstPacket(): Buffer {
  return randomBytes(PACKET_BYTES).fill(0, 0, 8);
}
