/** One MP4 box around its content. */
export function box(type: string, ...parts: readonly Buffer[]): Buffer {
  const bytes = parts.reduce((sum, part) => sum + part.length, 8);
  const head = Buffer.allocUnsafe(8);
  head.writeUInt32BE(bytes, 0);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, ...parts], bytes);
}

/** A box that begins with its version and flags. */
export function fullBox(type: string, version: number, flags: number, ...parts: readonly Buffer[]): Buffer {
  return box(type, u32((version << 24) | flags), ...parts);
}

/** Unsigned 32 bit numbers, one after the other; negative ones are written as two's complement. */
export function u32(...values: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(values.length * 4);
  values.forEach((value, index) => {
    bytes.writeUInt32BE(value >>> 0, index * 4);
  });
  return bytes;
}

export function u16(...values: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(values.length * 2);
  values.forEach((value, index) => {
    bytes.writeUInt16BE(value & 0xffff, index * 2);
  });
  return bytes;
}

/** Unsigned 64 bit numbers; negative ones are written as two's complement. */
export function u64(...values: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(values.length * 8);
  values.forEach((value, index) => {
    bytes.writeBigUInt64BE(BigInt.asUintN(64, BigInt(value)), index * 8);
  });
  return bytes;
}

export function ascii(text: string): Buffer {
  return Buffer.from(text, "latin1");
}

/** The boxes inside a range of bytes, with their contents. Ends quietly where a box does not fit. */
export function* boxesIn(bytes: Buffer): Generator<{ type: string; content: Buffer }> {
  let offset = 0;
  while (offset + 8 <= bytes.length) {
    const end = offset + bytes.readUInt32BE(offset);
    if (end > bytes.length || end < offset + 8) return;
    yield { type: bytes.toString("latin1", offset + 4, offset + 8), content: bytes.subarray(offset + 8, end) };
    offset = end;
  }
}
