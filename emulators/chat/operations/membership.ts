import { randomInt } from "node:crypto";
import { z } from "zod";
import { GROUP_RULES, judgeReply } from "../callbacks";
import { type Actor, type Chat, emitTip, groupCallback, parseBody, type SocketOperation } from "../chat";
import { imError } from "../errors";
import type { Group } from "../group";
import { HISTORY } from "../message-log";
import type { Instance } from "../presence";
import { NOTICE, noticeItem, pushedItem, TIP } from "../wire-items";

const joinSchema = z.object({ GroupId: z.string(), HugeGroupHistoryMsgFlag: z.number().optional() });
const groupSchema = z.object({ GroupId: z.string() });

/** group_open_http_svc.apply_join_group: asks the app, lets the instance in, and hands out the key for polling. */
export const joinGroup: SocketOperation = async (chat, actor, body, { session }) => {
  const { GroupId, HugeGroupHistoryMsgFlag } = parseBody(joinSchema, body);
  const { instance } = session;
  if (!instance) throw imError(70101);
  await askToJoin(chat, openGroup(chat, actor, GroupId), actor);
  const group = openGroup(chat, actor, GroupId); // what the app decided about may be different by now
  if (instance.end) throw imError(70101);

  const startSeq = chat.state.lastSeq + 1;
  const issuedMs = chat.clock.machineMs();
  const ticket = { groupId: group.id, userId: actor.userId, instanceId: instance.id, issuedMs, startSeq };
  if (group.enter(actor.userId, instance.id, chat.clock.nowSeconds())) announceJoin(chat, group, actor);
  if (chat.config.oneRoomPerUser) leaveOthers(chat, group, actor);
  const wantsHistory = HugeGroupHistoryMsgFlag && chat.config.abilities.includes("history");
  const history = wantsHistory ? group.feed.messages.since(chat.clock.nowMs() - HISTORY.ms, HISTORY.count) : [];
  return {
    JoinedStatus: "JoinedSuccess",
    HugeGroupFlag: 1,
    LongPollingKey: chat.tickets.issuePolling(ticket),
    StartSeq: startSeq,
    AVChatRoomKey: `k_${group.id}`,
    ...(history.length > 0 ? { RspMsgList: history.map(({ item }) => item) } : {}),
  };
};

/** The group, for somebody who is not banned from it. */
function openGroup(chat: Chat, actor: Actor, groupId: string): Group {
  const group = chat.state.group(groupId);
  if (group.isBanned(actor.userId, chat.clock.nowSeconds())) throw imError(10007, "banned from this group");
  return group;
}

async function askToJoin(chat: Chat, group: Group, actor: Actor): Promise<void> {
  if (!chat.callbacks.isEnabled("Group.CallbackBeforeApplyJoinGroup")) return;
  const payload = { ...groupCallback(chat, group), Requestor_Account: actor.userId };
  const verdict = judgeReply(await chat.callbacks.before("Group.CallbackBeforeApplyJoinGroup", payload, actor), GROUP_RULES);
  if (verdict.kind === "refuse") throw verdict.error;
}

function announceJoin(chat: Chat, group: Group, actor: Actor): void {
  const { userId } = actor;
  emitTip(chat, group, TIP.joined, userId, [chat.state.showAccount(userId)], { GroupJoinType: 1 });
  const members = { JoinType: "Apply", Operator_Account: userId, NewMemberList: [{ Member_Account: userId }] };
  chat.callbacks.after("Group.CallbackAfterNewMemberJoin", { ...groupCallback(chat, group), ...members }, actor);
}

/** group_open_http_noauth_svc.apply_join_group: a reader without a name, who is no member. */
export const joinAnonymously: SocketOperation = (chat, _actor, body) => {
  const group = chat.state.group(parseBody(groupSchema, body).GroupId);
  const startSeq = chat.state.lastSeq + 1;
  const issuedMs = chat.clock.machineMs();
  const ticket = { groupId: group.id, userId: "", instanceId: randomInt(2 ** 31), issuedMs, startSeq };
  return { JoinedStatus: "JoinedSuccess", HugeGroupFlag: 1, LongPollingKey: chat.tickets.issuePolling(ticket) };
};

/** group_open_http_svc.quit_group: this instance leaves; the user does with the last one. The owner may not. */
export const quitGroup: SocketOperation = (chat, actor, body, { session }) => {
  const group = chat.state.group(parseBody(groupSchema, body).GroupId);
  if (group.roleOf(actor.userId) === "Owner") throw imError(10009);
  const { instance } = session;
  if (!instance || !group.members.get(actor.userId)?.instances.has(instance.id)) throw imError(10007, "not a member");
  group.leftMs.set(instance.id, chat.clock.machineMs());
  const isOut = group.leave(actor.userId, instance.id);
  group.feed.releaseOwner(session);
  if (isOut) announceQuit(chat, group, actor);
  return {};
};

/** Takes a user out of the other groups, in every tab; a tab learns by push that it left. The owner of a group stays in it. */
function leaveOthers(chat: Chat, joined: Group, actor: Actor): void {
  for (const group of chat.state.groups.values()) {
    if (group === joined || !group.members.has(actor.userId) || group.roleOf(actor.userId) === "Owner") continue;
    const notice = pushedItem(group, noticeItem(group, chat.state.stamp(), NOTICE.quitElsewhere, actor.userId));
    for (const instance of chat.presence.instancesOf(actor.userId)) {
      if (!group.members.get(actor.userId)?.instances.has(instance.id)) continue;
      group.leftMs.set(instance.id, chat.clock.machineMs());
      for (const session of instance.sessions) {
        session.push([notice]);
        group.feed.releaseOwner(session);
      }
    }
    group.remove(actor.userId);
    announceQuit(chat, group, actor);
  }
}

function announceQuit(chat: Chat, group: Group, actor: Actor): void {
  const { userId } = actor;
  emitTip(chat, group, TIP.quit, userId, [chat.state.showAccount(userId)], { GroupJoinType: 0 });
  const members = { ExitType: "Quit", Operator_Account: userId, ExitMemberList: [{ Member_Account: userId }] };
  chat.callbacks.after("Group.CallbackAfterMemberExit", { ...groupCallback(chat, group), ...members }, actor);
}

/**
 * Takes an ended instance out of every group. Whoever is gone with it is reported as Offline and not as an exit:
 * Tencent sends AfterMemberExit only for a quit.
 */
export function leaveAllGroups(chat: Chat, instance: Instance): void {
  for (const group of chat.state.groups.values()) {
    if (group.leave(instance.userId, instance.id)) reportMember(chat, group, instance.userId, "Offline");
    group.leftMs.delete(instance.id);
    for (const session of instance.sessions) group.feed.releaseOwner(session);
  }
}

/** Puts a member back whose polls arrive with a good key: a reconnect after the grace period, or a restart of this process. */
export function returnMember(chat: Chat, group: Group, instance: Instance): void {
  if (group.members.get(instance.userId)?.instances.has(instance.id)) return;
  if (!group.enter(instance.userId, instance.id, chat.clock.nowSeconds())) return;
  reportMember(chat, group, instance.userId, "Online");
}

/** Only an edition with the list of online members reports them. */
function reportMember(chat: Chat, group: Group, userId: string, eventType: "Online" | "Offline"): void {
  if (!chat.config.abilities.includes("memberList")) return;
  chat.callbacks.after(
    "Group.CallbackOnMemberStateChange",
    { GroupId: group.id, EventType: eventType, MemberList: [{ Member_Account: userId }] },
    { clientIp: "", platform: "Web" },
  );
}
