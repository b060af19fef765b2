import { EXTENDED_TIMESTAMP, type RtmpMessage } from "./message";

/**
 * One message as bytes for the wire, always with a full header, cut into chunks of `chunkBytes`.
 * `chunkStreamId` must be 2 to 63. Timestamps from 0xffffff up are written in their extended form.
 */
export function encodeMessage(chunkStreamId: number, message: RtmpMessage, chunkBytes: number): Buffer {
  const { payload } = message;
  const extended = message.timestamp >= EXTENDED_TIMESTAMP;
  const parts = [fullHeader(chunkStreamId, message, extended), payload.subarray(0, chunkBytes)];
  for (let offset = chunkBytes; offset < payload.length; offset += chunkBytes) {
    parts.push(continuationHeader(chunkStreamId, message.timestamp, extended), payload.subarray(offset, offset + chunkBytes));
  }
  return Buffer.concat(parts);
}

function fullHeader(chunkStreamId: number, message: RtmpMessage, extended: boolean): Buffer {
  const header = Buffer.alloc(extended ? 16 : 12);
  header[0] = chunkStreamId;
  header.writeUIntBE(extended ? EXTENDED_TIMESTAMP : message.timestamp, 1, 3);
  header.writeUIntBE(message.payload.length, 4, 3);
  header[7] = message.type;
  header.writeUInt32LE(message.streamId, 8);
  if (extended) header.writeUInt32BE(message.timestamp, 12);
  return header;
}

function continuationHeader(chunkStreamId: number, timestamp: number, extended: boolean): Buffer {
  const header = Buffer.alloc(extended ? 5 : 1);
  header[0] = 0xc0 | chunkStreamId;
  if (extended) header.writeUInt32BE(timestamp, 1);
  return header;
}
