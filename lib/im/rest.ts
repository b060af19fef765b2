import "server-only";
import { z } from "zod";
import { env } from "../env";
import { issueUserSig } from "./endpoint";

/** Tencent's own processing limit is 3 s; a shorter timeout would give up on calls that succeed (docs: 269/1519). */
const TIMEOUT_MS = 5_000;

/** The `ErrorCode` for a group that does not exist (docs: 269/1671). */
export const GROUP_IS_GONE = 10010;

/** Tencent refused a call or did not answer. `code` is its ErrorCode, or 0 when there was no answer to read. */
export class ImError extends Error {
  readonly code: number;

  constructor(command: string, code: number, info: string, options?: ErrorOptions) {
    super(`${command}: ${code} ${info}`, options);
    this.name = "ImError";
    this.code = code;
  }
}

const envelope = z.object({ ErrorCode: z.int(), ErrorInfo: z.string().default("") });

/** The one call to Tencent Chat's REST API (v4). HTTP is 200 also for refusals: anything but ErrorCode 0 throws ImError. */
export async function callIm<T extends z.ZodType>(command: string, body: unknown, answerSchema: T): Promise<z.infer<T>> {
  const answer = await post(command, body);
  const head = envelope.safeParse(answer);
  if (!head.success) throw new ImError(command, 0, "the answer has no ErrorCode");
  if (head.data.ErrorCode !== 0) throw new ImError(command, head.data.ErrorCode, head.data.ErrorInfo);
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) throw new ImError(command, 0, z.prettifyError(parsed.error));
  return parsed.data;
}

async function post(command: string, body: unknown): Promise<unknown> {
  const address = new URL(`/v4/${command}`, env().IM_REST_URL);
  address.search = new URLSearchParams({
    sdkappid: String(env().IM_SDK_APP_ID),
    identifier: env().IM_ADMIN_USER_ID,
    usersig: await adminUserSig(),
    random: String(crypto.getRandomValues(new Uint32Array(1))[0]),
    contenttype: "json",
  }).toString();
  try {
    const response = await fetch(address, {
      method: "POST",
      body: JSON.stringify(body),
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.ok) return await response.json();
    throw new Error(`HTTP ${response.status}`);
  } catch (cause) {
    throw new ImError(command, 0, `no answer: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

let admin: { userSig: string; expiresAtMs: number } | undefined;

async function adminUserSig(): Promise<string> {
  const nowMs = Date.now();
  if (!admin || admin.expiresAtMs - nowMs < 600_000) admin = await issueUserSig(env().IM_ADMIN_USER_ID, nowMs);
  return admin.userSig;
}
