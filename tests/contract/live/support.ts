import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, expect } from "@playwright/test";
import type { LiveConfigInput } from "../../../emulators/live/config";
import { programOf } from "../../support/programs";
import { soon } from "../../support/soon";

export { expect };

const FFMPEG = "/usr/bin/ffmpeg";
const FFPROBE = "/usr/bin/ffprobe";
const TOKEN = "control-token";
export const PUSH_KEY = "push-key";
export const PULL_KEY = "pull-key";
export const CALLBACK_KEY = "callback-key";

/** A push event as it arrives at the product. */
export interface PushCallback {
  event_type: number;
  t: number;
  sign: string;
  appid: number;
  app: string;
  appname: string;
  stream_id: string;
  channel_id: string;
  event_time: number;
  sequence: string;
  node: string;
  user_ip: string;
  stream_param: string;
  push_duration?: string;
  errcode: number;
  errmsg: string;
  set_id: number;
  width: number;
  height: number;
}

interface StreamState {
  stream: string;
  isLive: boolean;
  viewers: number;
  silentMs: number;
  fps: number;
  bitrateKbps: number;
  width: number;
  height: number;
}

export function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

/** A recorded file as it is told of. */
export interface FileCallback {
  event_type: number;
  t: number;
  sign: string;
  stream_id: string;
  stream_param: string;
  file_id: string;
  file_format: string;
  file_size: number;
  start_time: number;
  start_time_usec: number;
  end_time: number;
  end_time_usec: number;
  duration: number;
  video_url: string;
  record_bps: number;
  callback_ext: string;
}

/** A picture as it is told of. */
export interface PictureCallback {
  event_type: number;
  stream_id: string;
  create_time: number;
  file_size: number;
  width: number;
  height: number;
  pic_url: string;
  pic_full_url: string;
}

/** Faults of a push as they are told of. */
export interface FaultCallback {
  event_type: number;
  stream_id: string;
  sequence: string;
  report_interval: number;
  abnormal_event: { type: number; count: number; detail: { desc: string; occur_time: number }[] }[];
}

/** The signed query of a push or pull address; `ttlSeconds` may be negative. Written apart from the emulator's own check. */
export function signed(key: string, streamName: string, ttlSeconds = 3600): string {
  const txTime = (Math.floor(Date.now() / 1000) + ttlSeconds).toString(16).toUpperCase();
  return `txSecret=${md5(key + streamName + txTime)}&txTime=${txTime}`;
}

/** A stand-in of the product: takes callbacks, and answers 200 or, while `status` says so, something else. */
export class CallbackReceiver {
  readonly received: PushCallback[] = [];
  readonly receivedFiles: FileCallback[] = [];
  readonly receivedPictures: PictureCallback[] = [];
  readonly receivedFaults: FaultCallback[] = [];
  readonly refused: PushCallback[] = [];
  status = 200;
  url = "";
  private readonly server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const event: PushCallback & FileCallback & PictureCallback & FaultCallback = JSON.parse(
      Buffer.concat(chunks).toString("utf8"),
    );
    if (event.event_type === 200) this.receivedPictures.push(event);
    else if (event.event_type === 321) this.receivedFaults.push(event);
    else if (this.status !== 200) this.refused.push(event);
    else if (event.event_type === 100) this.receivedFiles.push(event);
    else this.received.push(event);
    response.writeHead(this.status).end('{"code":0}');
  });

  async start(): Promise<void> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
    const address = this.server.address();
    if (address === null || typeof address === "string") throw new Error("no address");
    this.url = `http://127.0.0.1:${address.port}/callback`;
  }

  of(streamName: string): PushCallback[] {
    return this.received.filter((callback) => callback.stream_id === streamName);
  }

  picturesOf(streamName: string): PictureCallback[] {
    return this.receivedPictures.filter((callback) => callback.stream_id === streamName);
  }

  /** The recorded files of a stream, each once. */
  filesOf(streamName: string): FileCallback[] {
    const files = this.receivedFiles.filter((callback) => callback.stream_id === streamName);
    return [...new Map(files.map((file) => [file.file_id, file])).values()];
  }

  /** The same without repetitions: a process that was killed before it had read the answer tells an event once more. */
  onceOf(streamName: string): PushCallback[] {
    const name = (callback: PushCallback) => `${callback.sequence}/${callback.event_type}`;
    return [...new Map(this.of(streamName).map((callback) => [name(callback), callback])).values()];
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
  }
}

/** The emulator as `emulators/run.ts` runs it: a child process that reports its addresses. */
export class LiveProcess {
  rtmp = "";
  http = "";
  api = "";
  private control = "";

  private constructor(readonly child: ChildProcess) {}

  static async start(config: LiveConfigInput): Promise<LiveProcess> {
    const child = spawn(process.execPath, [await programOf("emulators/live/main.ts")], {
      env: { ...process.env, EMULATOR_CONFIG: JSON.stringify(config) },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    const [message] = await once(child, "message");
    if (!message.ready) throw new Error(`the emulator did not start: ${message.failed}`);
    const live = new LiveProcess(child);
    Object.assign(live, message.ready);
    return live;
  }

  async act<T = unknown>(action: string, body: object = {}): Promise<T> {
    const response = await fetch(`${this.control}/emulator/${action}`, {
      method: "POST",
      headers: { authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${action}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  async streams(): Promise<StreamState[]> {
    return (await this.act<{ streams: StreamState[] }>("state")).streams;
  }

  async stream(streamName: string): Promise<StreamState | undefined> {
    return (await this.streams()).find((stream) => stream.stream === streamName);
  }

  pushUrl(streamName: string, query = signed(PUSH_KEY, streamName)): string {
    return `${this.rtmp}/${streamName}?${query}`;
  }

  pullUrl(streamName: string, query = signed(PULL_KEY, streamName)): string {
    return `${this.http}/${streamName}.flv?${query}`;
  }

  playlistUrl(streamName: string, query = signed(PULL_KEY, streamName)): string {
    return `${this.http}/${streamName}.m3u8?${query}`;
  }

  /** Waits until HLS has this many segments, and gives its playlist. */
  async waitSegments(streamName: string, count: number): Promise<string> {
    let text = "";
    const read = async () => {
      text = await (await fetch(this.playlistUrl(streamName))).text();
      return text.split("#EXTINF").length - 1;
    };
    await soon(read).toBeGreaterThanOrEqual(count);
    return text;
  }

  /** Waits until a pull of this stream would be answered. */
  async waitLive(streamName: string): Promise<void> {
    await soon(async () => (await this.stream(streamName))?.isLive).toBe(true);
  }

  /** Waits until nothing is left to tell: a process that is killed sooner does not know of the last answer, and tells again. */
  async waitTold(): Promise<void> {
    await soon(async () => (await this.act<{ waiting: number }>("callbacks")).waiting).toBe(0);
  }

  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, "exit");
    this.child.kill(signal);
    await exited;
  }
}

/** A running ffmpeg push; `stderr` is what it said so far. */
export interface Push {
  child: ChildProcess;
  stderr(): string;
  /** Ends it the polite way, and waits. */
  stop(): Promise<void>;
  exited: Promise<number | null>;
}

const PICTURE = ["-f", "lavfi", "-i", "testsrc=size=320x180:rate=25"];
const SOUND = ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100"];
const H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-pix_fmt", "yuv420p", "-g", "25"];

/** Arguments of a small real-time test picture with sound, as H.264 and AAC. */
export const PICTURE_AND_SOUND = ["-re", ...PICTURE, "-re", ...SOUND, ...H264, "-c:a", "aac"];

/** Starts ffmpeg pushing to an RTMP address. */
export function startPush(url: string, args: readonly string[] = PICTURE_AND_SOUND): Push {
  const child = spawn(FFMPEG, ["-hide_banner", "-loglevel", "verbose", "-nostdin", ...args, "-f", "flv", url], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  child.stderr?.on("data", (text) => {
    stderr += text;
  });
  const exited = new Promise<number | null>((done) => child.once("exit", done));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    await exited;
  };
  return { child, stderr: () => stderr, stop, exited };
}

/** Decodes this many video frames of an address with ffprobe and answers how many came out, with the codecs. */
export async function probe(url: string, frames: number): Promise<{ frames: number; codecs: string[] }> {
  const args = ["-v", "error", "-of", "json", "-show_streams", "-show_frames", "-read_intervals", `%+#${frames * 3}`, url];
  const text = await new Promise<string>((done, fail) => {
    execFile(FFPROBE, args, { maxBuffer: 1 << 26, timeout: 20_000 }, (error, stdout) => (error ? fail(error) : done(stdout)));
  });
  const answer: { streams: { codec_name: string }[]; frames: { media_type: string }[] } = JSON.parse(text);
  return {
    frames: answer.frames.filter((frame) => frame.media_type === "video").length,
    codecs: answer.streams.map((stream) => stream.codec_name).sort(),
  };
}

interface LiveFixtures {
  streamName: string;
  callbacks: CallbackReceiver;
  /** What a test wants different from the usual configuration. */
  liveChanges: Partial<LiveConfigInput>;
  liveConfig: LiveConfigInput;
  live: LiveProcess;
  push(url: string, args?: readonly string[]): Push;
}

/** Every test gets its own emulator process, data folder and callback receiver, on free ports. */
export const test = base.extend<LiveFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to find a fixture's dependencies
  streamName: async ({}, use) => use(`room_${Math.random().toString(36).slice(2, 10)}`),

  // biome-ignore lint/correctness/noEmptyPattern: as above
  callbacks: async ({}, use) => {
    const receiver = new CallbackReceiver();
    await receiver.start();
    await use(receiver);
    await receiver.close();
  },

  liveChanges: [{}, { option: true }],

  liveConfig: async ({ callbacks, liveChanges }, use) => {
    const dataDir = await mkdtemp(join(tmpdir(), "hiroba-live-"));
    await use({
      host: "127.0.0.1",
      rtmpPort: 0,
      httpPort: 0,
      dataDir,
      pushDomain: "push.test",
      pushKey: PUSH_KEY,
      pullKey: PULL_KEY,
      callback: { url: callbacks.url, key: CALLBACK_KEY, retryMs: 200 },
      controlToken: TOKEN,
      ...liveChanges,
    });
    await rm(dataDir, { recursive: true, force: true });
  },

  live: async ({ liveConfig }, use) => {
    const live = await LiveProcess.start(liveConfig);
    await use(live);
    await live.stop();
  },

  // biome-ignore lint/correctness/noEmptyPattern: as above
  push: async ({}, use) => {
    const pushes: Push[] = [];
    await use((url, args) => {
      const push = startPush(url, args);
      pushes.push(push);
      return push;
    });
    await Promise.all(pushes.map((push) => push.stop()));
  },
});
