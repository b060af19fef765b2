import "server-only";
import { z } from "zod";
import { env } from "../env";
import { callTencentCloud, TencentCloudError } from "../tencent-cloud/call";

const TIMEOUT_MS = 5_000;
const nothing = z.object({});

/** True when CSS can be told what to do, and not only heard: its API needs the account's keys. */
export function isLiveApiOn(): boolean {
  return env().LIVE_API_SECRET_ID !== undefined;
}

/** Calls an action about one stream, which CSS knows by push domain, application and name. */
async function call<T extends z.ZodType>(action: string, streamName: string, more: object, answer: T): Promise<z.infer<T>> {
  const { LIVE_API_URL, LIVE_API_SECRET_ID = "", LIVE_API_SECRET_KEY = "", LIVE_PUSH_URL } = env();
  const { hostname, pathname } = new URL(LIVE_PUSH_URL);
  const keys = { secretId: LIVE_API_SECRET_ID, secretKey: LIVE_API_SECRET_KEY };
  const api = { url: LIVE_API_URL, service: "live", version: "2018-08-01", timeoutMs: TIMEOUT_MS, ...keys };
  const stream = { DomainName: hostname, AppName: pathname.replaceAll("/", ""), StreamName: streamName };
  return callTencentCloud(api, action, { ...stream, ...more }, answer, Date.now());
}

/** Cuts a stream; the encoder may come back at once. A stream that is not there is no fault (docs: 267/20469). */
export async function dropStream(streamName: string): Promise<void> {
  await call("DropLiveStream", streamName, {}, nothing);
}

/** Cuts a stream and refuses it until it is allowed, or for seven days, which is what CSS does by itself (docs: 267/20468). */
export async function forbidStream(streamName: string, reason: string): Promise<void> {
  await call("ForbidLiveStream", streamName, { Reason: reason }, nothing);
}

export async function allowStream(streamName: string): Promise<void> {
  await call("ResumeLiveStream", streamName, {}, nothing);
}

/** What CSS says of a stream. */
export async function getStreamState(streamName: string): Promise<"active" | "inactive" | "forbid"> {
  const answer = z.object({ StreamState: z.enum(["active", "inactive", "forbid"]) });
  return (await call("DescribeLiveStreamState", streamName, {}, answer)).StreamState;
}

/** True when CSS will never do what was asked, however often it is. */
export function isRefusedForGood(error: unknown): boolean {
  if (!(error instanceof TencentCloudError)) return false;
  return /^(InvalidParameter|MissingParameter|UnknownParameter|UnsupportedOperation|InvalidAction|NoSuchVersion)/.test(
    error.code,
  );
}
