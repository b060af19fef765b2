import "server-only";
import { z } from "zod";
import { env } from "../env";
import { callTencentCloud } from "../tencent-cloud/call";

const VERSION = "2020-12-29";

/** What Tencent's image moderation thinks of a picture, and the name of what it found. */
export interface ImageModeration {
  suggestion: "Pass" | "Review" | "Block";
  label: string;
}

const answer = z.object({ Suggestion: z.enum(["Pass", "Review", "Block"]), Label: z.string().default("") });

/** True when Tencent's image moderation is configured. */
export function isImageModerationOn(): boolean {
  return env().IMS_SECRET_ID !== undefined;
}

/** Asks Tencent's image moderation (IMS `ImageModeration`) about a picture. Throws when it does not answer in `IMS_TIMEOUT_MS`, or refuses. */
export async function moderateImage(
  { bytes, userId, roomId, dataId }: { bytes: Uint8Array; userId: string; roomId: string; dataId: string },
  nowMs: number,
): Promise<ImageModeration> {
  const { IMS_SECRET_ID = "", IMS_SECRET_KEY = "", IMS_URL, IMS_REGION, IMS_BIZ_TYPE, IMS_TIMEOUT_MS } = env();
  const parameters = {
    FileContent: Buffer.from(bytes).toString("base64"),
    DataId: dataId,
    ...(IMS_BIZ_TYPE ? { BizType: IMS_BIZ_TYPE } : {}),
    User: { UserId: userId, AccountType: "7", RoomId: roomId },
  };
  const about = { url: IMS_URL, service: "ims", version: VERSION, region: IMS_REGION, timeoutMs: IMS_TIMEOUT_MS };
  const api = { ...about, secretId: IMS_SECRET_ID, secretKey: IMS_SECRET_KEY };
  const { Suggestion, Label } = await callTencentCloud(api, "ImageModeration", parameters, answer, nowMs);
  return { suggestion: Suggestion, label: Label };
}
