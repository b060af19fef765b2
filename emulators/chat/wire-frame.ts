const FIN_TEXT = 0x81;
const FIN_BINARY = 0x82;
const FIN_PONG = 0x8a;

/**
 * A whole WebSocket frame as a server sends it: unmasked, so its bytes are the same for every client and one frame can be
 * written to all sockets of a room. `shared`, when given, stands between `before` and `after`.
 */
export function wireFrame(isBinary: boolean, before: string, shared?: Buffer, after = ""): Buffer {
  const beforeBytes = Buffer.byteLength(before);
  const sharedBytes = shared?.length ?? 0;
  const payloadBytes = beforeBytes + sharedBytes + Buffer.byteLength(after);
  const headerBytes = payloadBytes < 126 ? 2 : payloadBytes < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(headerBytes + payloadBytes);
  frame[0] = isBinary ? FIN_BINARY : FIN_TEXT;
  writeLength(frame, payloadBytes);
  frame.write(before, headerBytes);
  shared?.copy(frame, headerBytes + beforeBytes);
  if (after !== "") frame.write(after, headerBytes + beforeBytes + sharedBytes);
  return frame;
}

/** The answer to a ping, whose at most 125 bytes it repeats. */
export function pongFrame(data: Buffer): Buffer {
  return Buffer.concat([Buffer.from([FIN_PONG, data.length]), data]);
}

function writeLength(frame: Buffer, bytes: number): void {
  if (bytes < 126) {
    frame[1] = bytes;
  } else if (bytes < 65_536) {
    frame[1] = 126;
    frame.writeUInt16BE(bytes, 2);
  } else {
    frame[1] = 127;
    frame.writeUInt32BE(Math.floor(bytes / 2 ** 32), 2);
    frame.writeUInt32BE(bytes % 2 ** 32, 6);
  }
}
