import { freshId, postJson, restUrl, startHarness } from "./harness";
import type { RawAnswer } from "./raw-client";
import type { SdkConnection } from "./sdk-client";
import { signUserSig } from "./sign";

/** A chat service the features are held to: the emulator in this process, or Tencent's own. */
export interface ChatTarget extends SdkConnection {
  readonly kind: TargetKind;
  rest(command: string, body: unknown): Promise<RawAnswer>;
  /** A new AVChatRoom, dismissed when the target closes. */
  openGroup(ownerId?: string): Promise<string>;
  close(): Promise<void>;
}

export type TargetKind = "emulator" | "cloud";

const { CHAT_TARGET, IM_SDK_APP_ID, IM_SECRET_KEY, IM_ADMIN_USER_ID = "administrator" } = process.env;
const IM_REST_URL = process.env.IM_REST_URL ?? "https://console.tim.qq.com";

/** True when the run was asked for on purpose: tests make accounts and groups that are billed. */
export const hasCloud = CHAT_TARGET === "cloud" && Boolean(IM_SDK_APP_ID && IM_SECRET_KEY);

export function openTarget(kind: TargetKind): Promise<ChatTarget> {
  return kind === "emulator" ? openEmulator() : openCloud();
}

async function openEmulator(): Promise<ChatTarget> {
  const harness = await startHarness({ callback: null });
  const { ready, sign, rest, openGroup, close } = harness;
  return { kind: "emulator", ready, sign, rest, openGroup, close };
}

async function openCloud(): Promise<ChatTarget> {
  const sdkAppId = Number(IM_SDK_APP_ID);
  const sign = (userId: string) => signUserSig({ userId, sdkAppId, secretKey: IM_SECRET_KEY ?? "" });
  const identity = { sdkappid: String(sdkAppId), identifier: IM_ADMIN_USER_ID, usersig: sign(IM_ADMIN_USER_ID) };
  const rest = (command: string, body: unknown) => postJson<RawAnswer>(restUrl(IM_REST_URL, command, identity), body);
  const groups: string[] = [];
  return {
    kind: "cloud",
    sdkAppId,
    ready: { proxyServer: process.env.IM_PROXY_SERVER },
    sign,
    rest,
    openGroup: async (ownerId) => {
      const groupId = freshId("room");
      if (ownerId) await rest("im_open_login_svc/account_import", { UserID: ownerId });
      const owner = ownerId ? { Owner_Account: ownerId } : {};
      const answer = await rest("group_open_http_svc/create_group", {
        Type: "AVChatRoom",
        Name: "room",
        GroupId: groupId,
        ...owner,
      });
      if (answer.ErrorCode !== 0) throw new Error(`create_group: ${answer.ErrorCode} ${answer.ErrorInfo}`);
      groups.push(groupId);
      return groupId;
    },
    close: async () => {
      for (const GroupId of groups) await rest("group_open_http_svc/destroy_group", { GroupId });
    },
  };
}
