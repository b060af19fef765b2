import { z } from "zod";
import { type Operation, parseBody } from "../chat";
import { imError } from "../errors";
import { dataItem } from "../wire-items";

const MAX_KEYS = 20;

const updateSchema = z.object({
  GroupId: z.string(),
  GroupCounter: z.array(z.object({ Key: z.string().min(1).max(128), Value: z.int() })).min(1),
  Mode: z.enum(["Set", "Increase", "Decrease"]).default("Set"),
});

/** update_group_counter: answers with the new values and tells the members. */
export const updateCounters: Operation = (chat, actor, body) => {
  const { GroupId, GroupCounter, Mode } = parseBody(updateSchema, body);
  const group = chat.state.group(GroupId);
  if (actor.platform === "Web" && !group.members.has(actor.userId)) throw imError(10007, "not a member");
  if (new Set([...group.counters.keys(), ...GroupCounter.map((entry) => entry.Key)]).size > MAX_KEYS) throw imError(10063);
  const changed = GroupCounter.map(({ Key, Value }) => {
    const current = group.counters.get(Key) ?? 0;
    const next = Mode === "Set" ? Value : Mode === "Increase" ? current + Value : current - Value;
    group.counters.set(Key, next);
    return { Key, Value: next };
  });
  group.counterSeq += 1;
  chat.state.saveGroup(group);
  const info = { GroupCounterInfo: [{ Type: 0, GroupCounterSeq: group.counterSeq, GroupCounter: changed }] };
  group.feed.append(dataItem(group, chat.state.stamp(), actor.userId, info), chat.clock.nowMs());
  return { GroupCounter: changed };
};

const getSchema = z.object({ GroupId: z.string(), GroupCounterKeys: z.array(z.string()).default([]) });

/** get_group_counter: all of them when no keys are given. */
export const getCounters: Operation = (chat, _actor, body) => {
  const { GroupId, GroupCounterKeys } = parseBody(getSchema, body);
  const group = chat.state.group(GroupId);
  const wanted = [...group.counters].filter(([key]) => GroupCounterKeys.length === 0 || GroupCounterKeys.includes(key));
  return { GroupCounterSeq: group.counterSeq, GroupCounter: wanted.map(([Key, Value]) => ({ Key, Value })) };
};
