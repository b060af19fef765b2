const START_CODE = Buffer.from([0, 0, 0, 1]);

/**
 * A key frame as a decoder alone can read it: the parameter sets of an AVCDecoderConfigurationRecord and the frame's NAL units,
 * behind start codes. Null when either cannot be read.
 */
export function annexB(record: Buffer, frame: Buffer): Buffer | null {
  try {
    const lengthBytes = (record.readUInt8(4) & 3) + 1;
    const parts: Buffer[] = [];
    let at = 5;
    for (const mask of [31, 255]) {
      const count = record.readUInt8(at) & mask;
      at += 1;
      for (let index = 0; index < count; index++) {
        const length = record.readUInt16BE(at);
        parts.push(START_CODE, unit(record, at + 2, length));
        at += 2 + length;
      }
    }
    for (let offset = 0; offset < frame.length; ) {
      const length = frame.readUIntBE(offset, lengthBytes);
      parts.push(START_CODE, unit(frame, offset + lengthBytes, length));
      offset += lengthBytes + length;
    }
    return Buffer.concat(parts);
  } catch {
    return null; // a picture is a nicety: a stream whose frames we cannot read still plays
  }
}

function unit(bytes: Buffer, start: number, length: number): Buffer {
  if (length === 0 || start + length > bytes.length) throw new RangeError("a NAL unit is cut short");
  return bytes.subarray(start, start + length);
}
