import { z } from "zod";
import { type Actor, type Chat, type Operation, parseBody, requireAbility } from "../chat";
import { imError } from "../errors";
import type { Group } from "../group";
import { dataItem } from "../wire-items";

const MAX_KEYS = 20;
const MAX_KEY_BYTES = 128;
/** The SDK's kinds of change. */
const CHANGE = { updated: 0, deleted: 1 } as const;

const counterKey = z
  .string()
  .min(1)
  .refine((key) => Buffer.byteLength(key) <= MAX_KEY_BYTES, `longer than ${MAX_KEY_BYTES} bytes`);

const updateSchema = z.object({
  GroupId: z.string(),
  GroupCounter: z.array(z.object({ Key: counterKey, Value: z.int() })).min(1),
  Mode: z.enum(["Set", "Increase", "Decrease"]).default("Set"),
});

/** update_group_counter: answers with the new values and tells the members. */
export const updateCounters: Operation = (chat, actor, body) => {
  const { GroupId, GroupCounter, Mode } = parseBody(updateSchema, body);
  const group = countedGroup(chat, actor, GroupId);
  if (GroupCounter.length > MAX_KEYS) throw imError(10063);
  if (new Set([...group.counters.keys(), ...GroupCounter.map((entry) => entry.Key)]).size > MAX_KEYS) throw imError(10063);
  const next = new Map(group.counters);
  const changed = GroupCounter.map(({ Key, Value }) => {
    const current = next.get(Key) ?? 0;
    const value = Mode === "Set" ? Value : Mode === "Increase" ? current + Value : current - Value;
    if (!Number.isSafeInteger(value)) throw imError(10004, `${Key} is beyond 53 bits`);
    next.set(Key, value);
    return { Key, Value: value };
  });
  for (const { Key, Value } of changed) group.counters.set(Key, Value);
  commit(chat, actor, group, CHANGE.updated, changed);
  return { GroupCounter: changed };
};

function countedGroup(chat: Chat, actor: Actor, groupId: string): Group {
  requireAbility(chat, "counters");
  const group = chat.state.group(groupId);
  if (actor.platform === "RESTAPI") return group;
  if (!group.members.has(actor.userId)) throw imError(10007, "not a member");
  if (!chat.state.ensureAccount(actor.userId).counterWrites.take(chat.clock.machineMs())) throw imError(10006);
  return group;
}

function commit(chat: Chat, actor: Actor, group: Group, change: number, counters: readonly { Key: string; Value: number }[]) {
  group.counterSeq += 1;
  chat.state.saveGroup(group);
  const info = { GroupCounterInfo: [{ Type: change, GroupCounterSeq: group.counterSeq, GroupCounter: counters }] };
  group.feed.append(dataItem(group, chat.state.stamp(), actor.userId, info), chat.clock.nowMs());
}

const getSchema = z.object({ GroupId: z.string(), GroupCounterKeys: z.array(z.string()).default([]) });

/** get_group_counter: all of them when no keys are given. */
export const getCounters: Operation = (chat, _actor, body) => {
  const { GroupId, GroupCounterKeys } = parseBody(getSchema, body);
  requireAbility(chat, "counters");
  const group = chat.state.group(GroupId);
  const wanted = [...group.counters].filter(([key]) => GroupCounterKeys.length === 0 || GroupCounterKeys.includes(key));
  return { GroupCounterSeq: group.counterSeq, GroupCounter: wanted.map(([Key, Value]) => ({ Key, Value })) };
};

/** delete_group_counter: all of them when no keys are given. */
export const deleteCounters: Operation = (chat, actor, body) => {
  const { GroupId, GroupCounterKeys } = parseBody(getSchema, body);
  const group = countedGroup(chat, actor, GroupId);
  const keys = GroupCounterKeys.length > 0 ? GroupCounterKeys : [...group.counters.keys()];
  const gone = keys.filter((key) => group.counters.has(key)).map((Key) => ({ Key, Value: group.counters.get(Key) ?? 0 }));
  for (const { Key } of gone) group.counters.delete(Key);
  if (gone.length > 0) commit(chat, actor, group, CHANGE.deleted, gone);
  return {};
};
