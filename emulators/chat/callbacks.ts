import { createHash } from "node:crypto";
import http from "node:http";
import https from "node:https";
import { z } from "zod";
import type { Clock } from "../process";
import { ImError, imError } from "./errors";

/** Where an action came from, as a callback's query names it. */
export interface CallbackOrigin {
  clientIp: string;
  platform: "Web" | "RESTAPI";
}

export type CallbackPayload = Record<string, unknown>;

const replySchema = z.object({
  ErrorCode: z.number().default(0),
  ErrorInfo: z.string().default(""),
  MsgBody: z.array(z.looseObject({ MsgType: z.string(), MsgContent: z.record(z.string(), z.unknown()) })).optional(),
  CloudCustomData: z.string().optional(),
});

export type CallbackReply = z.output<typeof replySchema>;

/** One call as the control action `callbacks` shows it. */
export interface CallbackRecord {
  command: string;
  body: CallbackPayload;
  atMs: number;
  /** "pending" until it is settled; then "answered", or why it failed. */
  outcome: string;
  reply?: CallbackReply;
}

interface CallbackSettings {
  callback: { url: string; token: string } | null;
  sdkAppId: number;
}

const TIMEOUT_MS = 2_000;
const REMEMBERED_CALLS = 500;

/** The signed HTTP calls to the app. Before-callbacks are never retried; after-callbacks are sent and forgotten. */
export class CallbackClient {
  /** True: every call fails without leaving this process. */
  isDown = false;
  readonly recent: CallbackRecord[] = [];
  private readonly agent: http.Agent;
  private readonly transport: typeof http | typeof https;
  private readonly closing = new AbortController();

  constructor(
    private readonly settings: CallbackSettings,
    private readonly clock: Clock,
  ) {
    this.transport = settings.callback?.url.startsWith("https:") ? https : http;
    this.agent = new this.transport.Agent({ keepAlive: true, maxSockets: 64 });
  }

  get isEnabled(): boolean {
    return this.settings.callback !== null;
  }

  /** The app's reply, or null when it gave no usable one in two seconds. */
  async before(command: string, body: CallbackPayload, origin: CallbackOrigin): Promise<CallbackReply | null> {
    const record = this.remember(command, body);
    try {
      if (this.isDown) throw new Error("callbackDown fault");
      const reply = replySchema.parse(JSON.parse(await this.post(command, body, origin)));
      Object.assign(record, { outcome: "answered", reply });
      return reply;
    } catch (error) {
      record.outcome = error instanceof Error ? error.message : String(error);
      return null;
    }
  }

  /** Tells the app what happened. Its answer and any failure only show in `recent`. */
  after(command: string, body: CallbackPayload, origin: CallbackOrigin): void {
    if (this.isEnabled) void this.before(command, body, origin);
  }

  close(): void {
    this.closing.abort();
    this.agent.destroy();
  }

  private remember(command: string, body: CallbackPayload): CallbackRecord {
    const record: CallbackRecord = { command, body, atMs: this.clock.nowMs(), outcome: "pending" };
    this.recent.push(record);
    if (this.recent.length > REMEMBERED_CALLS) this.recent.shift();
    return record;
  }

  private post(command: string, body: CallbackPayload, origin: CallbackOrigin): Promise<string> {
    const url = this.signedUrl(command, origin);
    const text = JSON.stringify({ CallbackCommand: command, ...body });
    const signal = AbortSignal.any([this.closing.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    return this.send(url, text, signal);
  }

  private signedUrl(command: string, origin: CallbackOrigin): URL {
    if (!this.settings.callback) throw new Error("no callback configured");
    const { url: base, token } = this.settings.callback;
    const requestTime = String(this.clock.nowSeconds());
    const url = new URL(base);
    const query = {
      SdkAppid: String(this.settings.sdkAppId),
      CallbackCommand: command,
      contenttype: "json",
      ClientIP: origin.clientIp,
      OptPlatform: origin.platform,
      RequestTime: requestTime,
      Sign: createHash("sha256").update(`${token}${requestTime}`).digest("hex"),
    };
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url;
  }

  private send(url: URL, text: string, signal: AbortSignal): Promise<string> {
    return new Promise((resolve, reject) => {
      const request = this.transport.request(
        url,
        { method: "POST", agent: this.agent, signal, headers: { "content-type": "application/json" } },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () => {
            if (response.statusCode !== 200) return reject(new Error(`HTTP ${response.statusCode}`));
            resolve(Buffer.concat(chunks).toString("utf8"));
          });
        },
      );
      request.on("error", (error: NodeJS.ErrnoException) => {
        // An idle connection the app closed at this very moment: nothing was delivered, so this is not a retry.
        if (request.reusedSocket && error.code === "ECONNRESET" && !signal.aborted) resolve(this.send(url, text, signal));
        else reject(signal.aborted ? new Error("timeout") : error);
      });
      request.end(text);
    });
  }
}

/** What a before-callback's reply means: null lets the action through, "drop" discards it silently. */
export type Verdict = { kind: "allow"; reply: CallbackReply | null } | { kind: "drop" } | { kind: "refuse"; error: ImError };

/** Reads a reply. `onFailure` is the application's policy for a reply that is missing or makes no sense. */
export function judgeReply(reply: CallbackReply | null, onFailure: "deliver" | "refuse"): Verdict {
  if (reply?.ErrorCode === 0) return { kind: "allow", reply };
  if (reply?.ErrorCode === 1) return { kind: "refuse", error: imError(10016) };
  if (reply?.ErrorCode === 2) return { kind: "drop" };
  if (reply && reply.ErrorCode >= 10100 && reply.ErrorCode <= 10200) {
    return { kind: "refuse", error: new ImError(reply.ErrorCode, reply.ErrorInfo) };
  }
  return onFailure === "deliver" ? { kind: "allow", reply: null } : { kind: "refuse", error: imError(80003) };
}
