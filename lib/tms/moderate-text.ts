import "server-only";
import { z } from "zod";
import { toBase64 } from "../base64";
import { env } from "../env";
import { callTencentCloud } from "../tencent-cloud/call";

const VERSION = "2020-12-29";

/** What Tencent's text moderation thinks of a text, and the name of what it found. */
export interface TextModeration {
  suggestion: "Pass" | "Review" | "Block";
  label: string;
}

const answer = z.object({ Suggestion: z.enum(["Pass", "Review", "Block"]), Label: z.string().default("") });

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
  const parameters = {
    Content: toBase64(new TextEncoder().encode(text)),
    DataId: dataId,
    ...(TMS_BIZ_TYPE ? { BizType: TMS_BIZ_TYPE } : {}),
    User: { UserId: userId, AccountType: 7, RoomId: roomId },
  };
  const about = { url: TMS_URL, service: "tms", version: VERSION, region: TMS_REGION, timeoutMs: TMS_TIMEOUT_MS };
  const api = { ...about, secretId: TMS_SECRET_ID, secretKey: TMS_SECRET_KEY };
  const { Suggestion, Label } = await callTencentCloud(api, "TextModeration", parameters, answer, nowMs);
  return { suggestion: Suggestion, label: Label };
}
