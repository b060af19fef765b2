const HEADER_BYTES = 11;

/** The first bytes of every FLV answer; the flags promise audio and video, and players wait for what is promised. */
export function flvHeader(hasAudio: boolean, hasVideo: boolean): Buffer {
  const flags = (hasAudio ? 4 : 0) | (hasVideo ? 1 : 0);
  return Buffer.from([0x46, 0x4c, 0x56, 1, flags, 0, 0, 0, 9, 0, 0, 0, 0]);
}

/** One FLV tag with its trailing size, in one buffer that all viewers share. `timestamp` is unsigned 32 bit milliseconds. */
export function flvTag(type: number, timestamp: number, payload: Buffer): Buffer {
  const tag = Buffer.allocUnsafe(HEADER_BYTES + payload.length + 4);
  tag[0] = type;
  tag.writeUIntBE(payload.length, 1, 3);
  tag.writeUIntBE(timestamp & 0xffffff, 4, 3);
  tag[7] = timestamp >>> 24;
  tag.writeUIntBE(0, 8, 3);
  payload.copy(tag, HEADER_BYTES);
  tag.writeUInt32BE(HEADER_BYTES + payload.length, HEADER_BYTES + payload.length);
  return tag;
}

/** A tag read back from a file. */
export interface FlvTag {
  type: number;
  timestamp: number;
  payload: Buffer;
}

/** Reads all tags of a whole FLV file. Throws when the file is not FLV or cut short. */
export function readFlv(file: Buffer): FlvTag[] {
  if (file.toString("latin1", 0, 3) !== "FLV") throw new Error("not an FLV file");
  const tags: FlvTag[] = [];
  let offset = file.readUInt32BE(5) + 4;
  while (offset < file.length) {
    const end = offset + HEADER_BYTES + file.readUIntBE(offset + 1, 3);
    if (end + 4 > file.length) throw new Error("the FLV file is cut short");
    const timestamp = (file.readUIntBE(offset + 4, 3) | (file.readUInt8(offset + 7) << 24)) >>> 0;
    tags.push({ type: file.readUInt8(offset) & 31, timestamp, payload: file.subarray(offset + HEADER_BYTES, end) });
    offset = end + 4;
  }
  return tags;
}
