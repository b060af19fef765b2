import { createHash } from "node:crypto";
import type { Runtime } from "./system";

const hex = (algorithm: string, text: string) => createHash(algorithm).update(text).digest("hex");

/** The path of a Tencent Chat callback with the query that Tencent would send; parts can be replaced to spoil it. */
export function imCallbackPath(runtime: Runtime, command: string, spoil: Record<string, string> = {}): string {
  const requestTime = spoil.RequestTime ?? String(Math.floor(Date.now() / 1000));
  const query = new URLSearchParams({
    SdkAppid: String(runtime.chat.sdkAppId),
    CallbackCommand: command,
    contenttype: "json",
    ClientIP: "127.0.0.1",
    OptPlatform: "Web",
    RequestTime: requestTime,
    Sign: hex("sha256", runtime.secrets.chat.callbackToken + requestTime),
    ...spoil,
  });
  return `/api/im/callback?${query}`;
}

/** The body of a CSS callback for a push that began (1) or ended (0). */
export function cssCallback(
  runtime: Runtime,
  event: { event_type: 0 | 1; stream_id: string; sequence: string },
  spoil: Record<string, unknown> = {},
): Record<string, unknown> {
  const t = typeof spoil.t === "number" ? spoil.t : Math.floor(Date.now() / 1000) + 600;
  const sign = hex("md5", `${runtime.secrets.live.callbackKey}${t}`);
  return {
    appid: 1_250_000_000,
    appname: "live",
    event_time: Math.floor(Date.now() / 1000),
    ...event,
    channel_id: event.stream_id,
    t,
    sign,
    ...spoil,
  };
}

/** The address that an encoder pushes a stream to, signed with the site's key or another. */
export function pushUrl(runtime: Runtime, streamName: string, options: { key?: string; expiresInSeconds?: number } = {}): string {
  const txTime = (Math.floor(Date.now() / 1000) + (options.expiresInSeconds ?? 3_600)).toString(16).toUpperCase();
  const txSecret = hex("md5", (options.key ?? runtime.secrets.live.pushKey) + streamName + txTime);
  return `${runtime.live.rtmp}/${streamName}?txSecret=${txSecret}&txTime=${txTime}`;
}
