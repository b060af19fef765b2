import "server-only";
import { z } from "zod";
import { callIm } from "./rest";

const answer = z.object({ MsgDropReason: z.string().optional() });

/** Which messages Tencent drops first when a group gets more than 40 in a second. */
export type MessagePriority = "High" | "Normal" | "Low";

/** A text as an element of a message. */
export function textElement(text: string) {
  return { MsgType: "TIMTextElem", MsgContent: { Text: text } };
}

/** A custom message's one element, in the vendor's form. */
export function customElement(data: unknown) {
  return { MsgType: "TIMCustomElem", MsgContent: { Data: JSON.stringify(data), Desc: "hiroba", Ext: "" } };
}

/** Tencent took a message and gave it to nobody, because the group got too many in that second. */
export class MessageDropped extends Error {
  constructor(reason: string) {
    super(`send_group_msg dropped: ${reason}`);
    this.name = "MessageDropped";
  }
}

/**
 * Sends a custom message to everybody in a group, as the app's admin.
 * `random` must be the same when the same message is sent again: Tencent drops the second within 5 minutes.
 * Throws `MessageDropped` when that was for the group's rate limit; tried again, it needs another `random`.
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
  if (MsgDropReason) throw new MessageDropped(MsgDropReason);
}
