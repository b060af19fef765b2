import "server-only";
import { z } from "zod";
import { toBase64 } from "../base64";
import { env } from "../env";
import { tc3Authorization } from "../tencent-cloud/tc3-sign";

const VERSION = "2020-12-29";
const CONTENT_TYPE = "application/json";

/** What Tencent's text moderation thinks of a text, and the name of what it found. */
export interface TextModeration {
  suggestion: "Pass" | "Review" | "Block";
  label: string;
}

const answer = z.object({
  Response: z.object({
    Suggestion: z.enum(["Pass", "Review", "Block"]).optional(),
    Label: z.string().default(""),
    Error: z.object({ Code: z.string(), Message: z.string() }).optional(),
  }),
});

/** True when Tencent's text moderation is configured. */
export function isTextModerationOn(): boolean {
  return env().TMS_SECRET_ID !== undefined;
}

/** Asks Tencent's text moderation (TMS `TextModeration`) about a text. Throws when it does not answer in `TMS_TIMEOUT_MS`, or refuses. */
export async function moderateText(
  { text, userId, roomId, dataId }: { text: string; userId: string; roomId: string; dataId: string },
  nowMs: number,
): Promise<TextModeration> {
  const { TMS_SECRET_ID = "", TMS_SECRET_KEY = "", TMS_URL, TMS_REGION, TMS_BIZ_TYPE, TMS_TIMEOUT_MS } = env();
  const { host } = new URL(TMS_URL);
  const payload = JSON.stringify({
    Content: toBase64(new TextEncoder().encode(text)),
    DataId: dataId,
    ...(TMS_BIZ_TYPE ? { BizType: TMS_BIZ_TYPE } : {}),
    User: { UserId: userId, AccountType: 7, RoomId: roomId },
  });
  const nowSeconds = Math.floor(nowMs / 1_000);
  const secrets = { secretId: TMS_SECRET_ID, secretKey: TMS_SECRET_KEY };
  const response = await fetch(TMS_URL, {
    method: "POST",
    headers: {
      authorization: tc3Authorization({ host, service: "tms", contentType: CONTENT_TYPE, payload, nowSeconds, ...secrets }),
      "content-type": CONTENT_TYPE,
      "x-tc-action": "TextModeration",
      "x-tc-version": VERSION,
      "x-tc-timestamp": String(nowSeconds),
      "x-tc-region": TMS_REGION,
    },
    body: payload,
    cache: "no-store",
    signal: AbortSignal.timeout(TMS_TIMEOUT_MS),
  });
  const { Suggestion, Label, Error: fault } = answer.parse(await response.json()).Response;
  if (!Suggestion) throw new Error(`TMS: ${fault?.Code ?? "no suggestion"} ${fault?.Message ?? ""}`);
  return { suggestion: Suggestion, label: Label };
}
