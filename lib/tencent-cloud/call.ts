import "server-only";
import { z } from "zod";
import { tc3Authorization } from "./tc3-sign";

const CONTENT_TYPE = "application/json";

/** An API of Tencent Cloud, and whose account calls it. */
export interface TencentCloudApi {
  url: string;
  /** The first part of Tencent's host: `tms`, `live`, … */
  service: string;
  version: string;
  region?: string;
  secretId: string;
  secretKey: string;
  timeoutMs: number;
}

/** A refusal of Tencent Cloud's. */
export class TencentCloudError extends Error {
  readonly code: string;

  constructor(action: string, code: string, info: string) {
    super(`${action}: ${code} ${info}`);
    this.name = "TencentCloudError";
    this.code = code;
  }
}

const refusal = z.object({ Response: z.object({ Error: z.object({ Code: z.string(), Message: z.string() }) }) });

/**
 * The one call to Tencent Cloud's API 3.0. HTTP is 200 also for refusals, which throw TencentCloudError. Gives the `Response`;
 * throws too when there is no answer in time, or one of another shape.
 */
export async function callTencentCloud<T extends z.ZodType>(
  api: TencentCloudApi,
  action: string,
  parameters: object,
  responseSchema: T,
  nowMs: number,
): Promise<z.infer<T>> {
  const { url, service, version, region, secretId, secretKey, timeoutMs } = api;
  const { host } = new URL(url);
  const payload = JSON.stringify(parameters);
  const nowSeconds = Math.floor(nowMs / 1_000);
  const response = await fetch(url, {
    method: "POST",
    headers: {
      authorization: tc3Authorization({ host, service, contentType: CONTENT_TYPE, payload, nowSeconds, secretId, secretKey }),
      "content-type": CONTENT_TYPE,
      "x-tc-action": action,
      "x-tc-version": version,
      "x-tc-timestamp": String(nowSeconds),
      ...(region ? { "x-tc-region": region } : {}),
    },
    body: payload,
    cache: "no-store",
    signal: AbortSignal.timeout(timeoutMs),
  });
  const answer: unknown = await response.json();
  const refused = refusal.safeParse(answer);
  if (refused.success) {
    const { Code, Message } = refused.data.Response.Error;
    throw new TencentCloudError(action, Code, Message);
  }
  return responseSchema.parse(z.object({ Response: z.unknown() }).parse(answer).Response);
}
