import { z } from "zod";
import { type Actor, type Chat, groupCallback, type Operation, parseBody } from "../chat";
import { imError } from "../errors";
import type { Answer } from "../frames";
import type { Attribute, Group } from "../group";
import { trafficOf } from "../traffic";
import { dataItem } from "../wire-items";

const LIMITS = { keys: 16, keyBytes: 32, valueBytes: 4_000, totalBytes: 16_000 };

/** Kinds of change: the number the SDK knows it by, and the callback's word. */
const CHANGE = {
  init: { opType: 1, word: "set" },
  set: { opType: 2, word: "modify" },
  clear: { opType: 3, word: "clear" },
  delete: { opType: 4, word: "delete" },
} as const;

type Change = (typeof CHANGE)[keyof typeof CHANGE];

const writeSchema = z.object({
  GroupId: z.string(),
  GroupAttr: z.array(z.object({ key: z.string(), value: z.string().default(""), seq: z.number().optional() })).default([]),
  AttrControl: z.array(z.string()).default([]),
});

type Write = z.output<typeof writeSchema>;

interface Changed {
  key: string;
  value: string;
  seq: number;
}

/** set_group_attr: replaces all attributes. */
export const setAttributes: Operation = (chat, actor, body) => {
  const { request, group } = openWrite(chat, actor, body);
  checkLimits(request, new Map());
  group.attributes.clear();
  return commit(chat, actor, group, CHANGE.init, store(group, request));
};

/** modify_group_attr: adds or replaces the given keys, unless one of them was changed since the client read it. */
export const modifyAttributes: Operation = (chat, actor, body) => {
  const { request, group } = openWrite(chat, actor, body);
  checkRace(request, group);
  checkLimits(request, group.attributes);
  return commit(chat, actor, group, CHANGE.set, store(group, request));
};

/** delete_group_attr: 10050 when a key is not there. */
export const deleteAttributes: Operation = (chat, actor, body) => {
  const { request, group } = openWrite(chat, actor, body);
  checkRace(request, group);
  const missing = request.GroupAttr.find((entry) => !group.attributes.has(entry.key));
  if (missing) throw imError(10050, missing.key);
  const changed = request.GroupAttr.map(({ key }) => ({ key, value: "", seq: group.attributes.get(key)?.seq ?? 0 }));
  for (const { key } of changed) group.attributes.delete(key);
  return commit(chat, actor, group, CHANGE.delete, changed);
};

/** clear_group_attr: removes all of them. */
export const clearAttributes: Operation = (chat, actor, body) => {
  const { group } = openWrite(chat, actor, body);
  group.attributes.clear();
  return commit(chat, actor, group, CHANGE.clear, []);
};

/** get_group_attr: the two sides of Tencent name the list differently. */
export const getAttributes: Operation = (chat, actor, body) => {
  const group = chat.state.group(parseBody(z.object({ GroupId: z.string() }), body).GroupId);
  const list = [...group.attributes].map(([key, { value, seq }]) => ({ key, value, seq }));
  if (actor.platform === "RESTAPI") return { GroupAttrAry: list };
  return { AttrMainSeq: group.attributeMainSeq, GroupAttr: list };
};

/** Any member may write attributes, as in an application whose console does not restrict it. */
function openWrite(chat: Chat, actor: Actor, body: unknown): { request: Write; group: Group } {
  const request = parseBody(writeSchema, body);
  if (request.GroupAttr.length > LIMITS.keys) throw imError(10047);
  const group = chat.state.group(request.GroupId);
  if (actor.platform === "Web" && !group.members.has(actor.userId)) throw imError(10007, "not a member");
  if (!trafficOf(chat, group.id).attributeWrites.take(chat.clock.machineMs())) throw imError(10049);
  return { request, group };
}

function checkRace(request: Write, group: Group): void {
  if (!request.AttrControl.includes("RaceConflict")) return;
  for (const { key, seq } of request.GroupAttr) {
    const current = group.attributes.get(key);
    if (current && seq !== undefined && seq !== current.seq) throw imError(10056, key);
  }
}

function checkLimits(request: Write, kept: ReadonlyMap<string, Attribute>): void {
  const result = new Map([...kept].map(([key, attribute]) => [key, attribute.value]));
  for (const { key, value } of request.GroupAttr) {
    if (key === "" || Buffer.byteLength(key) > LIMITS.keyBytes) throw imError(10045, key);
    if (Buffer.byteLength(value) > LIMITS.valueBytes) throw imError(10046, key);
    result.set(key, value);
  }
  if (result.size > LIMITS.keys) throw imError(10047);
  const total = [...result.values()].reduce((sum, value) => sum + Buffer.byteLength(value), 0);
  if (total > LIMITS.totalBytes) throw imError(10048);
}

function store(group: Group, request: Write): Changed[] {
  return request.GroupAttr.map(({ key, value }) => {
    group.attributeSeq += 1;
    group.attributes.set(key, { value, seq: group.attributeSeq });
    return { key, value, seq: group.attributeSeq };
  });
}

/** Saves, tells the members, and answers. AttrMainSeq rises by exactly one, or clients read everything again. */
function commit(chat: Chat, actor: Actor, group: Group, change: Change, changed: readonly Changed[]): Answer {
  group.attributeMainSeq += 1;
  chat.state.saveGroup(group);
  const option = {
    GroupAttrSeq: group.attributeMainSeq,
    OpType: change.opType,
    PushChangedAttrValFlag: 1,
    GroupAttrInfo: changed.map(({ key, value, seq }) => ({ Key: key, Val: value, SubKeySeq: seq })),
  };
  const body = { MsgGroupNewInfo: { GroupAttrOption: option } };
  group.feed.append(dataItem(group, chat.state.stamp(), actor.userId, body), chat.clock.nowMs());
  const payload = {
    ...groupCallback(chat, group),
    Operator_Account: actor.userId,
    OptionType: change.word,
    GroupAttr: changed.map(({ key, value }) => ({ key, value })),
  };
  chat.callbacks.after("Group.CallbackAfterGroupAttrChanged", payload, actor);
  return { AttrMainSeq: group.attributeMainSeq, GroupAttr: changed.map(({ key, seq }) => ({ key, seq })) };
}
