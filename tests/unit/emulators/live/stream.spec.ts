import { expect, test } from "vitest";
import { encodeAmf } from "../../../../emulators/live/rtmp/amf";
import { LiveStream } from "../../../../emulators/live/stream";
import { MAX_BACKLOG_BYTES, Viewer, type ViewerSink } from "../../../../emulators/live/viewer";

const VIDEO = 9;
const AUDIO = 8;

/** A viewer's network: it remembers what it was given, and takes nothing while `isStalled`. */
class FakeSink implements ViewerSink {
  written: Buffer[] = [];
  isStalled = false;
  isEnded = false;
  isDestroyed = false;
  private waiting = 0;

  backlogBytes(): number {
    return this.waiting;
  }

  write(bytes: Buffer): void {
    this.written.push(bytes);
    if (this.isStalled) this.waiting += bytes.length;
  }

  drain(): void {
    this.isStalled = false;
    this.waiting = 0;
  }

  end(): void {
    this.isEnded = true;
  }

  destroy(): void {
    this.isDestroyed = true;
  }

  /** Type and timestamp of every tag it got, after the FLV header. */
  tags(): string[] {
    const bytes = Buffer.concat(this.written);
    const tags: string[] = [];
    for (let at = 13; at < bytes.length; at += 15 + bytes.readUIntBE(at + 1, 3))
      tags.push(`${bytes[at]}@${bytes.readUIntBE(at + 4, 3)}`);
    return tags;
  }
}

function videoHeader(): [number, number, Buffer, "header"] {
  return [VIDEO, 0, Buffer.from([0x17, 0, 0, 0, 0, 1, 0x64, 0, 31]), "header"];
}

function key(timestamp: number, length = 10): [number, number, Buffer, "key"] {
  return [VIDEO, timestamp, Buffer.alloc(length, 1), "key"];
}

function frame(timestamp: number, length = 10): [number, number, Buffer, "frame"] {
  return [VIDEO, timestamp, Buffer.alloc(length, 2), "frame"];
}

type Media = [number, number, Buffer, "key" | "frame"];

function sound(timestamp: number): Media {
  return [AUDIO, timestamp, Buffer.alloc(8, 3), "frame"];
}

test("who joins late gets metadata, headers and everything since the last key frame, then what follows, once", () => {
  const stream = new LiveStream();
  stream.pushMetadata(encodeAmf("@setDataFrame", "onMetaData", { width: 640 }));
  stream.push(...videoHeader());
  stream.push(AUDIO, 0, Buffer.from([0xaf, 0, 0x12, 0x10]), "header");
  const earlier: Media[] = [key(0), frame(40), key(80), sound(90), frame(120)];
  for (const media of earlier) stream.push(...media);
  const sink = new FakeSink();
  stream.addViewer(sink);
  stream.push(...sound(140));
  stream.push(...frame(160));
  expect(sink.tags()).toEqual(["18@0", "9@0", "8@0", "9@80", "8@90", "9@120", "8@140", "9@160"]);
});

test("sound travels with the next picture, so a viewer costs one write per picture, of a buffer all viewers share", () => {
  const stream = new LiveStream();
  stream.push(...key(0));
  const sinks = [new FakeSink(), new FakeSink()];
  for (const sink of sinks) stream.addViewer(sink);
  stream.push(...sound(20));
  stream.push(...frame(40));
  const [first, second] = sinks.map((sink) => sink.written);
  expect(first).toHaveLength(2);
  expect(first?.[1]).toBe(second?.[1]);
});

test("the FLV header promises sound only when there is some", () => {
  const flags = (stream: LiveStream) => {
    const sink = new FakeSink();
    stream.addViewer(sink);
    return sink.written[0]?.[4];
  };
  const pictures = new LiveStream();
  pictures.push(...key(0));
  expect(flags(pictures)).toBe(1);
  const both = new LiveStream();
  both.push(...key(0));
  both.push(...sound(0));
  expect(flags(both)).toBe(5);
  const promised = new LiveStream();
  promised.push(...key(0));
  promised.pushMetadata(encodeAmf("onMetaData", { audiocodecid: 10 }));
  expect(flags(promised)).toBe(5);
});

test("a group of pictures too large to keep makes who joins wait for the next key frame", () => {
  const stream = new LiveStream();
  stream.push(...videoHeader());
  stream.push(...key(0, 1 << 20));
  for (let timestamp = 40; timestamp <= 200; timestamp += 40) stream.push(...frame(timestamp, 1 << 20));
  const sink = new FakeSink();
  stream.addViewer(sink);
  stream.push(...frame(240));
  stream.push(...key(280));
  expect(sink.tags()).toEqual(["9@0", "9@280"]);
});

test("a viewer who falls behind loses frames up to a key frame it has room for", () => {
  const sink = new FakeSink();
  const viewer = new Viewer(sink, false);
  sink.isStalled = true;
  viewer.send(Buffer.alloc(MAX_BACKLOG_BYTES + 1), true, 0);
  viewer.send(Buffer.from("frame"), false, 40);
  viewer.send(Buffer.from("key without room"), true, 80);
  sink.drain();
  viewer.send(Buffer.from("frame"), false, 120);
  viewer.send(Buffer.from("key"), true, 160);
  viewer.send(Buffer.from("next"), false, 200);
  expect(sink.written.slice(1).map(String)).toEqual(["key", "next"]);
  expect(sink.isDestroyed).toBe(false);
});

test("a viewer who takes nothing for fifteen seconds is cut", () => {
  const sink = new FakeSink();
  const viewer = new Viewer(sink, false);
  sink.isStalled = true;
  viewer.send(Buffer.alloc(MAX_BACKLOG_BYTES + 1), true, 0);
  viewer.send(Buffer.from("frame"), false, 1000);
  viewer.send(Buffer.from("frame"), false, 15_999);
  expect(sink.isDestroyed).toBe(false);
  viewer.send(Buffer.from("frame"), false, 16_001);
  expect(sink.isDestroyed).toBe(true);
});

test("metadata that is broken, huge or of another name is ignored", () => {
  const stream = new LiveStream();
  stream.push(...key(0));
  stream.pushMetadata(encodeAmf("onCuePoint", { a: 1 }));
  stream.pushMetadata(Buffer.concat([encodeAmf("onMetaData"), Buffer.alloc(70_000, 5)]));
  stream.pushMetadata(encodeAmf("onMetaData", { width: 640 }).subarray(0, -5));
  const sink = new FakeSink();
  stream.addViewer(sink);
  expect(sink.tags()).toEqual(["9@0"]);
});
