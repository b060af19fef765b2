/** A value as AMF0 carries it. `undefined`, and types RTMP clients never send, do not exist here. */
export type AmfValue = null | boolean | number | string | AmfValue[] | AmfObject;
export interface AmfObject {
  [key: string]: AmfValue;
}

const MAX_DEPTH = 8;
const MAX_ITEMS = 1024;

const Marker = {
  Number: 0,
  Boolean: 1,
  String: 2,
  Object: 3,
  Null: 5,
  Undefined: 6,
  EcmaArray: 8,
  ObjectEnd: 9,
  StrictArray: 10,
  Date: 11,
  LongString: 12,
} as const;

/**
 * Decodes a run of AMF0 values. Throws on anything cut short, unknown, nested deeper than 8 or larger than
 * 1024 values in all, so hostile input costs no more than its own length.
 */
export function decodeAmf(buffer: Buffer): AmfValue[] {
  const reader = new AmfReader(buffer);
  const values: AmfValue[] = [];
  while (reader.hasMore()) values.push(reader.readValue(0));
  return values;
}

class AmfReader {
  private offset = 0;
  private items = 0;

  constructor(private readonly buffer: Buffer) {}

  hasMore(): boolean {
    return this.offset < this.buffer.length;
  }

  readValue(depth: number): AmfValue {
    if (depth > MAX_DEPTH) throw new Error("AMF value is nested too deeply");
    if (++this.items > MAX_ITEMS) throw new Error("AMF message has too many values");
    const marker = this.take(1).readUInt8();
    switch (marker) {
      case Marker.Number:
        return this.take(8).readDoubleBE();
      case Marker.Boolean:
        return this.take(1).readUInt8() !== 0;
      case Marker.String:
        return this.readText(this.take(2).readUInt16BE());
      case Marker.Object:
        return this.readProperties(depth);
      case Marker.Null:
      case Marker.Undefined:
        return null;
      case Marker.EcmaArray:
        this.take(4); // the count is only a hint; the end marker decides
        return this.readProperties(depth);
      case Marker.StrictArray:
        return this.readStrictArray(depth);
      case Marker.Date:
        return this.take(10).readDoubleBE();
      case Marker.LongString:
        return this.readText(this.take(4).readUInt32BE());
      default:
        throw new Error(`AMF type ${marker} is not supported`);
    }
  }

  private readProperties(depth: number): AmfObject {
    const object: AmfObject = Object.create(null);
    for (;;) {
      const length = this.take(2).readUInt16BE();
      if (length === 0 && this.buffer[this.offset] === Marker.ObjectEnd) {
        this.offset++;
        return object;
      }
      const key = this.readText(length);
      object[key] = this.readValue(depth + 1);
    }
  }

  private readStrictArray(depth: number): AmfValue[] {
    const count = this.take(4).readUInt32BE();
    if (count > MAX_ITEMS) throw new Error("AMF array is too long");
    return Array.from({ length: count }, () => this.readValue(depth + 1));
  }

  private readText(length: number): string {
    return this.take(length).toString("utf8");
  }

  private take(length: number): Buffer {
    const end = this.offset + length;
    if (end > this.buffer.length) throw new Error("AMF message is cut short");
    const slice = this.buffer.subarray(this.offset, end);
    this.offset = end;
    return slice;
  }
}

/** Encodes values as AMF0, in order; objects become anonymous objects. */
export function encodeAmf(...values: AmfValue[]): Buffer {
  const parts: Buffer[] = [];
  for (const value of values) writeValue(value, parts);
  return Buffer.concat(parts);
}

function writeValue(value: AmfValue, parts: Buffer[]): void {
  if (value === null) parts.push(Buffer.from([Marker.Null]));
  else if (typeof value === "boolean") parts.push(Buffer.from([Marker.Boolean, value ? 1 : 0]));
  else if (typeof value === "number") parts.push(encodeNumber(value));
  else if (typeof value === "string") parts.push(encodeText(value));
  else if (Array.isArray(value)) writeArray(value, parts);
  else writeObject(value, parts);
}

function encodeNumber(value: number): Buffer {
  const bytes = Buffer.alloc(9);
  bytes.writeDoubleBE(value, 1);
  return bytes;
}

function encodeText(value: string): Buffer {
  const text = Buffer.from(value);
  const long = text.length > 0xffff;
  const head = Buffer.alloc(long ? 5 : 3);
  head[0] = long ? Marker.LongString : Marker.String;
  head.writeUIntBE(text.length, 1, long ? 4 : 2);
  return Buffer.concat([head, text]);
}

function writeArray(values: AmfValue[], parts: Buffer[]): void {
  const head = Buffer.alloc(5);
  head[0] = Marker.StrictArray;
  head.writeUInt32BE(values.length, 1);
  parts.push(head);
  for (const value of values) writeValue(value, parts);
}

function writeObject(object: AmfObject, parts: Buffer[]): void {
  parts.push(Buffer.from([Marker.Object]));
  for (const [key, value] of Object.entries(object)) {
    const name = Buffer.from(key);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(name.length);
    parts.push(length, name);
    writeValue(value, parts);
  }
  parts.push(Buffer.from([0, 0, Marker.ObjectEnd]));
}
