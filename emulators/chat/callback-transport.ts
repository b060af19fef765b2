import { createHash } from "node:crypto";
import http from "node:http";
import https from "node:https";
import type { ChatConfig } from "./config";

/** Where an action came from, as a callback's query names it. */
export interface CallbackOrigin {
  clientIp: string;
  platform: "Web" | "RESTAPI";
}

/** What the transport reads of the configuration. */
export type CallbackTransportConfig = Pick<ChatConfig, "callback" | "sdkAppId" | "callbackTimeoutMs">;

/** The app gave no whole answer in time. */
export class CallbackTimeout extends Error {
  constructor() {
    super("timeout");
    this.name = "CallbackTimeout";
  }
}

/** Signed HTTP to one address of the app. */
export class CallbackTransport {
  private readonly agent: http.Agent;
  private readonly transport: typeof http | typeof https;
  private readonly closing = new AbortController();

  constructor(
    private readonly config: CallbackTransportConfig,
    private readonly target: { url: string; token: string },
  ) {
    this.transport = target.url.startsWith("https:") ? https : http;
    this.agent = new this.transport.Agent({ keepAlive: true, maxSockets: 64 });
  }

  /** The text of the answer. Rejects with CallbackTimeout when it takes too long, the delay of a fault included. */
  async post(
    command: string,
    body: object,
    origin: CallbackOrigin,
    nowSeconds: number,
    fault: { delayMs: number; isLost: boolean },
  ): Promise<string> {
    const timeout = AbortSignal.timeout(this.config.callbackTimeoutMs);
    const signal = AbortSignal.any([this.closing.signal, timeout]);
    try {
      if (fault.isLost) return await never(signal);
      if (fault.delayMs > 0) await pause(fault.delayMs, signal);
      return await this.send(this.signedUrl(command, origin, nowSeconds), JSON.stringify(body), signal);
    } catch (error) {
      throw timeout.aborted ? new CallbackTimeout() : error;
    }
  }

  close(): void {
    this.closing.abort();
    this.agent.destroy();
  }

  private signedUrl(command: string, origin: CallbackOrigin, nowSeconds: number): URL {
    const requestTime = String(nowSeconds);
    const url = new URL(this.target.url);
    const query = {
      SdkAppid: String(this.config.sdkAppId),
      CallbackCommand: command,
      contenttype: "json",
      ClientIP: origin.clientIp,
      OptPlatform: origin.platform,
      RequestTime: requestTime,
      Sign: createHash("sha256").update(`${this.target.token}${requestTime}`).digest("hex"),
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
        else reject(error);
      });
      request.end(text);
    });
  }
}

/** Ends with the signal alone. */
function never(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => [clearTimeout(timer), reject(signal.reason)], { once: true });
  });
}
