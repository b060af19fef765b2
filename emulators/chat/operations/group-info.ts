import { z } from "zod";
import { type Actor, type Chat, type Operation, parseBody } from "../chat";
import { imError } from "../errors";
import type { Answer } from "../frames";
import type { Group } from "../group";

const names = z.array(z.string());

const groupIds = z.object({
  GroupIdList: z
    .array(z.union([z.string(), z.object({ GroupId: z.string() }).transform((entry) => entry.GroupId)]))
    .min(1)
    .max(50),
  ResponseFilter: z.object({ GroupBaseInfoFilter: names.optional(), AppDefinedDataFilter_Group: names.optional() }).default({}),
});

type ResponseFilter = z.output<typeof groupIds>["ResponseFilter"];

/** get_group_info, and the SDK's get_group_self_member_info and get_group_public_info. Each entry has its own ErrorCode. */
export const getGroups: Operation = (chat, actor, body) => {
  const { GroupIdList, ResponseFilter } = parseBody(groupIds, body);
  return {
    GroupInfo: GroupIdList.map((groupId) => {
      const group = chat.state.groups.get(groupId);
      if (group)
        return actor.platform === "Web" ? describeGroup(chat, group, actor) : filtered(chat, group, actor, ResponseFilter);
      const error = imError(10010);
      return { GroupId: groupId, ErrorCode: error.code, ErrorInfo: error.message };
    }),
  };
};

/** Only the asked fields. What an SDK asks for is not filtered: it takes more fields than it names. */
function filtered(chat: Chat, group: Group, actor: Actor, filter: ResponseFilter): Answer {
  const all = describeGroup(chat, group, actor);
  const wanted = filter.GroupBaseInfoFilter && new Set([...ALWAYS_ANSWERED, ...filter.GroupBaseInfoFilter]);
  const fields = Object.fromEntries(Object.entries(all).filter(([name]) => !wanted || wanted.has(name)));
  const keys = filter.AppDefinedDataFilter_Group;
  const custom = [...group.customFields].filter(([key]) => !keys || keys.includes(key));
  return { ...fields, AppDefinedData: custom.map(([Key, Value]) => ({ Key, Value })) };
}

const ALWAYS_ANSWERED = ["GroupId", "ErrorCode", "ErrorInfo", "MemberList"];

function describeGroup(chat: Chat, group: Group, actor: Actor): Answer {
  const self = describeSelf(group, actor.userId);
  return {
    GroupId: group.id,
    ErrorCode: 0,
    ErrorInfo: "",
    Type: "AVChatRoom",
    Appid: chat.config.sdkAppId,
    Name: group.name,
    Introduction: group.introduction,
    Notification: group.notification,
    FaceUrl: group.faceUrl,
    Owner_Account: group.ownerId,
    CreateTime: group.createdSeconds,
    InfoSeq: group.infoSeq,
    LastInfoTime: group.infoSeconds || group.createdSeconds,
    LastMsgTime: group.lastMessageSeconds,
    NextMsgSeq: chat.state.lastSeq + 1,
    MemberNum: group.members.size,
    MaxMemberNum: 0,
    ApplyJoinOption: "FreeAccess",
    [actor.platform === "RESTAPI" ? "MuteAllMember" : "ShutUpAllMember"]: group.isMuted ? "On" : "Off",
    AppDefinedData: [...group.customFields].map(([Key, Value]) => ({ Key, Value })),
    MemberList: self ? [{ Member_Account: actor.userId, ...self }] : [],
    ...(self ? { SelfInfo: self } : {}),
  };
}

function describeSelf(group: Group, userId: string): Answer | null {
  const member = group.members.get(userId);
  if (!member) return null;
  return { Role: group.roleOf(userId), JoinTime: member.joinedSeconds, MsgSeq: 0, MsgFlag: "AcceptAndNotify" };
}

const listSchema = z.object({
  Limit: z.int().min(1).max(10_000).default(10_000),
  Next: z.int().min(0).default(0),
  GroupType: z.string().optional(),
});

/** get_appid_group_list: `Next` is a position in the order of creation, 0 at the end. */
export const listGroups: Operation = (chat, _actor, body) => {
  const { Limit, Next, GroupType } = parseBody(listSchema, body);
  const all = GroupType === undefined || GroupType === "AVChatRoom" ? [...chat.state.groups.keys()] : [];
  const end = Next + Limit;
  return {
    TotalCount: all.length,
    GroupIdList: all.slice(Next, end).map((GroupId) => ({ GroupId })),
    Next: end < all.length ? end : 0,
  };
};
