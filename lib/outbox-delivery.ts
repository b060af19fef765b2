import "server-only";
import { z } from "zod";
import { priorities } from "./guide/rules";
import { importAccount } from "./im/accounts";
import { createGroup, setGroupAttributes, setGroupProfile } from "./im/groups";
import { sendAs, sendCustomMessage, sendPersonMessage, sendToAllGroups } from "./im/messages";
import { GROUP_IS_GONE, ImError } from "./im/rest";
import { banMembers, kickAccount, muteAccount, muteMembers } from "./im/restrictions";
import { allowStream, dropStream, forbidStream } from "./live/api";
import { keepMessage } from "./messages/history";
import { stickerName } from "./messages/schema";

/** A custom message that is `base` with a list of items; neighbours with the same base may be sent as one. */
export const itemsPayload = z.object({
  kind: z.literal("message.items"),
  base: z.record(z.string(), z.unknown()),
  items: z.array(z.unknown()).min(1),
});

/** Of a mute or a ban: `untilMs` null has no end, 0 is over. What is left of it is reckoned when it is sent. */
const restrictedPeople = { userIds: z.array(z.string()).min(1), untilMs: z.int().nullable() };

export const entryPayload = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("account.import"), userId: z.string(), name: z.string() }),
  z.object({ kind: z.literal("group.create"), name: z.string() }),
  z.object({
    kind: z.literal("group.profile"),
    name: z.string(),
    introduction: z.string().default(""),
    notification: z.string(),
  }),
  z.object({ kind: z.literal("group.attributes"), attributes: z.record(z.string(), z.string()) }),
  z.object({ kind: z.literal("message.custom"), data: z.unknown() }),
  z.object({ kind: z.literal("message.person"), data: z.unknown() }),
  z.object({ kind: z.literal("message.all"), data: z.unknown() }),
  z.object({
    kind: z.literal("message.said"),
    roomId: z.string(),
    fromId: z.string(),
    random: z.int(),
    text: z.string(),
    sticker: stickerName.nullable(),
    customData: z.string(),
  }),
  z.object({ kind: z.literal("group.mute"), ...restrictedPeople }),
  z.object({ kind: z.literal("group.ban"), ...restrictedPeople }),
  z.object({ kind: z.literal("account.mute"), userId: z.string(), untilMs: z.int().nullable() }),
  z.object({ kind: z.literal("account.kick"), userId: z.string() }),
  /** Of a stream, in a lane of its own. A cut that comes later than `untilMs` would hit what came since. */
  z.object({ kind: z.literal("stream.drop"), streamName: z.string(), untilMs: z.int() }),
  z.object({ kind: z.literal("stream.forbid"), streamName: z.string(), reason: z.string() }),
  z.object({ kind: z.literal("stream.allow"), streamName: z.string() }),
  itemsPayload,
]);
export type OutboxPayload = z.input<typeof entryPayload>;
export type EntryPayload = z.infer<typeof entryPayload>;

/** An entry as far as its delivery is concerned. */
interface Delivery {
  id: bigint;
  lane: string;
  /** How often Tencent gave it to nobody because the group got too much. */
  drops: number;
}

/** Tells Tencent. Throws when that did not accept it; a group that the vendor lost is made again. */
export async function deliver(entry: Delivery, payload: EntryPayload): Promise<void> {
  try {
    await deliverPayload(entry, payload);
  } catch (error) {
    if (!(error instanceof ImError) || error.code !== GROUP_IS_GONE) throw error;
    await createGroup(entry.lane, entry.lane); // the vendor lost it: the room must not stay without a chat
    await deliverPayload(entry, payload);
  }
}

async function deliverPayload({ id, lane, drops }: Delivery, payload: EntryPayload): Promise<void> {
  switch (payload.kind) {
    case "account.import":
      return importAccount(payload.userId, payload.name);
    case "group.create":
      return createGroup(lane, payload.name);
    case "group.profile":
      return setGroupProfile(lane, payload);
    case "group.attributes":
      return setGroupAttributes(lane, payload.attributes);
    case "message.custom":
      return sendCustomMessage(lane, payload.data, { random: messageRandom(id, drops), priority: priorities.status });
    case "message.all":
      return sendToAllGroups(payload.data, messageRandom(id, drops));
    case "message.person":
      return sendPersonMessage(lane, payload.data, messageRandom(id, drops));
    case "message.said": {
      const random = drops === 0 ? payload.random : messageRandom(id, drops);
      const sent = await sendAs(payload.fromId, lane, { ...payload, random });
      const { roomId, fromId, customData } = payload;
      return keepMessage(roomId, { ...sent, groupId: lane, userId: fromId, random, customData }, Date.now());
    }
    case "group.mute":
      return muteMembers(lane, payload.userIds, payload.untilMs);
    case "group.ban":
      return banMembers(lane, payload.userIds, payload.untilMs);
    case "account.mute":
      return muteAccount(payload.userId, payload.untilMs);
    case "account.kick":
      return kickAccount(payload.userId);
    case "stream.drop":
      return Date.now() < payload.untilMs ? dropStream(payload.streamName) : undefined;
    case "stream.forbid":
      return forbidStream(payload.streamName, payload.reason);
    case "stream.allow":
      return allowStream(payload.streamName);
    case "message.items": {
      const data = { ...payload.base, items: payload.items };
      return sendCustomMessage(lane, data, { random: messageRandom(id, drops), priority: priorities.gift });
    }
  }
}

/**
 * The same for every attempt at one entry, so that a message that did arrive is not shown twice; another after Tencent said
 * that nobody got it, so that the repeat is not taken for the one that was dropped.
 */
function messageRandom(id: bigint, drops: number): number {
  return Number(BigInt.asUintN(32, id * 2_654_435_761n + BigInt(drops) * 40_503n));
}
