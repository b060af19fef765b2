import "server-only";
import { z } from "zod";
import { callIm } from "./rest";

const answer = z.object({ MsgDropReason: z.string().optional() });

/** Which messages Tencent drops first when a group gets more than 40 in a second. */
export type MessagePriority = "High" | "Normal" | "Low";

/** A custom message's one element, in the vendor's form. */
export function customElement(data: unknown) {
  return { MsgType: "TIMCustomElem", MsgContent: { Data: JSON.stringify(data), Desc: "hiroba", Ext: "" } };
}

/**
 * Sends a custom message to everybody in a group, as the app's admin.
 * `random` must be the same when the same message is sent again: Tencent drops the second within 5 minutes.
 * Throws when Tencent dropped it for the group's rate limit although it answered with success.
 */
export async function sendCustomMessage(
  groupId: string,
  data: unknown,
  { random, priority }: { random: number; priority: MessagePriority },
): Promise<void> {
  const { MsgDropReason } = await callIm(
    "group_open_http_svc/send_group_msg",
    {
      GroupId: groupId,
      Random: random,
      MsgPriority: priority,
      MsgBody: [customElement(data)],
      ForbidCallbackControl: ["ForbidBeforeSendMsgCallback", "ForbidAfterSendMsgCallback"],
    },
    answer,
  );
  if (MsgDropReason) throw new Error(`send_group_msg dropped: ${MsgDropReason}`);
}
