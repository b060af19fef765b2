import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerFrame, isTooDeep, readFrame } from "../../../../emulators/chat/frames";
import { wireFrame } from "../../../../emulators/chat/wire-frame";

/** The depth of a JSON value as a recursive walk counts it. */
function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe("a frame of a client", () => {
  it("is read whatever the body holds", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), fc.jsonValue({ maxDepth: 5 }), (name, seq, body) => {
        const servcmd = name.slice(0, 200);
        const frame = readFrame(JSON.stringify({ head: { servcmd, seq, ver: "v4" }, body }));
        expect(frame?.head).toMatchObject({ servcmd, seq });
        expect(JSON.stringify(frame?.body)).toBe(JSON.stringify(body));
      }),
    );
  });

  const isNothing = (text: string) => readFrame(text) === null;

  it("is nothing, and never an exception, when it is any other text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), isNothing));
    fc.assert(fc.property(fc.json(), isNothing));
    fc.assert(fc.property(fc.uint8Array(), (bytes) => isNothing(Buffer.from(bytes).toString())));
  });

  it("is nothing when a field of its head has the wrong type", () => {
    const good = { servcmd: "a.b", seq: 1, identifier: "u", usersig: "s", a2: "a", status_instid: 1, sdkappid: 1 };
    expect(readFrame(JSON.stringify({ head: good }))).not.toBeNull();
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(good)), fc.anything(), (field, value) => {
        const isRight = typeof value === typeof good[field as keyof typeof good];
        const isLeftOut = JSON.stringify({ value }) === "{}" && field !== "servcmd" && field !== "seq";
        fc.pre(!isRight && !isLeftOut && typeof value !== "bigint" && !hasBigInt(value));
        expect(readFrame(JSON.stringify({ head: { ...good, [field]: value } }))).toBeNull();
      }),
    );
  });

  it("is cut short anywhere and then is nothing", () => {
    const whole = JSON.stringify({ head: { servcmd: "a.b", seq: 7 }, body: { Text: "日本\u0000\ud800" } });
    for (let length = 0; length < whole.length; length += 1) expect(readFrame(whole.slice(0, length))).toBeNull();
  });

  it("does not change what an object is by naming its prototype", () => {
    const frame = readFrame('{"head":{"servcmd":"a.b","seq":1,"__proto__":{"a2":"forged"}},"body":{"__proto__":{"admin":true}}}');
    expect(frame?.head.a2).toBeUndefined();
    expect(Reflect.get(Object(frame?.body), "admin")).toBeUndefined();
    expect(Reflect.get({}, "admin")).toBeUndefined();
  });
});

describe("the depth of a text", () => {
  it("is what a walk through the value would count", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), fc.nat(8), (value, limit) => {
        const text = JSON.stringify({ value, filler: '{[\\"'.repeat(20) });
        expect(isTooDeep(text, limit)).toBe(depthOf(JSON.parse(text)) > limit);
      }),
    );
  });

  it("is found in ten thousand levels, closed or not", () => {
    expect(readFrame(`{"head":{"servcmd":"a.b","seq":1},"body":${"[".repeat(10_000)}${"]".repeat(10_000)}}`)).toBeNull();
    expect(isTooDeep('{"a":'.repeat(10_000), 64)).toBe(true);
  });
});

describe("a frame to a client", () => {
  it("has the length the protocol wants, around the shared bytes", () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.string(),
        fc.constantFrom(0, 1, 100, 125, 126, 65_000, 65_535, 65_536, 70_000),
        (isBinary, text, size) => {
          const shared = Buffer.alloc(size, "x");
          const frame = wireFrame(isBinary, text, shared, "]}");
          expect(frame[0]).toBe(isBinary ? 0x82 : 0x81);
          const payload = Buffer.concat([Buffer.from(text), shared, Buffer.from("]}")]);
          const { length, header } = readLength(frame);
          expect(length).toBe(payload.length);
          expect(frame.subarray(header).equals(payload)).toBe(true);
        },
      ),
    );
  });

  it("is JSON whatever command it repeats", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer(), (servcmd, seq) => {
        expect(JSON.parse(answerFrame({ servcmd, seq }, "{}"))).toEqual({ head: { ver: "v4", servcmd, seq }, body: {} });
      }),
    );
  });
});

function readLength(frame: Buffer): { length: number; header: number } {
  const short = frame[1] ?? 0;
  if (short < 126) return { length: short, header: 2 };
  return short === 126 ? { length: frame.readUInt16BE(2), header: 4 } : { length: Number(frame.readBigUInt64BE(2)), header: 10 };
}

function hasBigInt(value: unknown): boolean {
  try {
    JSON.stringify(value);
    return false;
  } catch {
    return true;
  }
}
