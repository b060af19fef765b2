import { z } from "zod";
import { type GiftNews, giftNews } from "../../lib/gifts/schema";
import type { Runtime } from "./system";

/** Calls a control action of an emulator. */
export async function control(runtime: Runtime, service: string, action: string, body: object = {}): Promise<unknown> {
  const headers = { authorization: `Bearer ${runtime.control.token}` };
  const address = `${runtime.control.url}/emulator/${service}/${action}`;
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${service}/${action}: ${await answer.text()}`);
  return answer.json();
}

const wireMessages = z.object({
  messages: z.array(
    z.object({
      MsgTime: z.number(),
      MsgBody: z.union([z.array(z.object({ MsgContent: z.record(z.string(), z.unknown()) })), z.object({})]),
    }),
  ),
});

/** The data of the custom messages that a group got so far, oldest first; none while there is no such group. */
export async function customMessages(runtime: Runtime, groupId: string): Promise<Record<string, unknown>[]> {
  const { messages } = wireMessages.parse(
    await control(runtime, "chat", "messages", { groupId }).catch(() => ({ messages: [] })),
  );
  return messages.flatMap(({ MsgBody }) => {
    const content = Array.isArray(MsgBody) ? MsgBody[0]?.MsgContent.Data : undefined;
    return typeof content === "string" ? [JSON.parse(content)] : [];
  });
}

/** The gift messages that a group got so far, each as its list of gifts. */
export async function giftMessages(runtime: Runtime, groupId: string): Promise<GiftNews[][]> {
  const all = await customMessages(runtime, groupId);
  return all.flatMap(({ type, items }) => (type === "room.gifts" ? [z.array(giftNews).parse(items)] : []));
}
