/** Size of the picture in pixels; 0 and 0 while it is not known, as in the callbacks. */
export interface PictureSize {
  width: number;
  height: number;
}

const PROFILES_WITH_CHROMA = new Set([100, 110, 122, 244, 44, 83, 86, 118, 128]);

/** Reads the picture size from an AVCDecoderConfigurationRecord. Answers `null` when it is broken; it never throws. */
export function pictureSize(record: Buffer): PictureSize | null {
  try {
    const length = record.readUInt16BE(6);
    const size = readSize(new BitReader(withoutEmulation(record.subarray(9, 8 + length))));
    return size.width > 0 && size.height > 0 && size.width <= 16384 && size.height <= 16384 ? size : null;
  } catch {
    return null; // a size is a nicety: a stream whose SPS we cannot read still plays
  }
}

/** Drops the 03 bytes that keep start codes out of a NAL unit. */
function withoutEmulation(nal: Buffer): number[] {
  const bytes: number[] = [];
  let zeros = 0;
  for (const byte of nal) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    bytes.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return bytes;
}

function readSize(bits: BitReader): PictureSize {
  const profile = bits.read(8);
  bits.read(16); // constraint flags and level
  bits.exp();
  const chroma = PROFILES_WITH_CHROMA.has(profile) ? readChroma(bits) : 1;
  bits.exp(); // log2_max_frame_num
  skipPictureOrder(bits);
  bits.exp(); // max_num_ref_frames
  bits.read(1);
  const widthInMbs = bits.exp() + 1;
  const heightInMaps = bits.exp() + 1;
  const fieldFactor = 2 - bits.read(1);
  if (fieldFactor === 2) bits.read(1);
  bits.read(1); // direct_8x8_inference
  const [left, right, top, bottom] = bits.read(1) ? [bits.exp(), bits.exp(), bits.exp(), bits.exp()] : [0, 0, 0, 0];
  const unitX = chroma === 1 || chroma === 2 ? 2 : 1;
  const unitY = (chroma === 1 ? 2 : 1) * fieldFactor;
  return {
    width: widthInMbs * 16 - unitX * (left + right),
    height: heightInMaps * 16 * fieldFactor - unitY * (top + bottom),
  };
}

function readChroma(bits: BitReader): number {
  const chroma = bits.exp();
  if (chroma === 3) bits.read(1);
  bits.exp();
  bits.exp();
  bits.read(1);
  if (bits.read(1)) for (let list = 0; list < (chroma === 3 ? 12 : 8); list++) skipScalingList(bits, list < 6 ? 16 : 64);
  return chroma;
}

function skipScalingList(bits: BitReader, size: number): void {
  if (!bits.read(1)) return;
  let last = 8;
  let next = 8;
  for (let index = 0; index < size; index++) {
    if (next !== 0) next = (last + bits.signedExp() + 256) % 256;
    last = next || last;
  }
}

function skipPictureOrder(bits: BitReader): void {
  const type = bits.exp();
  if (type === 0) bits.exp();
  if (type !== 1) return;
  bits.read(1);
  bits.signedExp();
  bits.signedExp();
  const cycle = bits.exp();
  if (cycle > 255) throw new Error("picture order cycle is too long");
  for (let index = 0; index < cycle; index++) bits.signedExp();
}

class BitReader {
  private position = 0;

  constructor(private readonly bytes: readonly number[]) {}

  read(count: number): number {
    let value = 0;
    for (let index = 0; index < count; index++, this.position++) {
      const byte = this.bytes[this.position >> 3];
      if (byte === undefined) throw new Error("SPS is cut short");
      value = value * 2 + ((byte >> (7 - (this.position & 7))) & 1);
    }
    return value;
  }

  exp(): number {
    let zeros = 0;
    while (this.read(1) === 0) if (++zeros > 31) throw new Error("SPS number is too long");
    return 2 ** zeros - 1 + this.read(zeros);
  }

  signedExp(): number {
    const value = this.exp();
    return value & 1 ? (value + 1) / 2 : -value / 2;
  }
}
