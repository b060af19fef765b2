import { z } from "zod";
import { type Actor, type Chat, type Operation, ownedGroup, parseBody, requireAbility } from "../chat";
import { imError } from "../errors";
import { type Group, HIDDEN_MARK, ROBOT_MARK } from "../group";

/** From here on marks are the app's own. */
const FIRST_MARK = 1_000;
const LIMITS = { marksPerGroup: 10, membersPerMark: 1_000, membersPerCall: 500 };
/** A robot counts as online for three days. */
const ROBOT_SECONDS = 3 * 24 * 3600;

const markSchema = z.object({
  GroupId: z.string(),
  CommandType: z.union([z.literal(1), z.literal(2)]),
  MemberList: z
    .array(z.object({ Member_Account: z.string(), Marks: z.array(z.int()).min(1).max(LIMITS.marksPerGroup) }))
    .min(1)
    .max(LIMITS.membersPerCall),
});

/** modify_user_info: 1 sets marks of members who are here, 2 takes them away. The answer names those it was done for. */
export const markMembers: Operation = (chat, actor, body) => {
  const { GroupId, CommandType, MemberList } = parseBody(markSchema, body);
  requireAbility(chat, "memberList");
  const group = ownedGroup(chat, actor, GroupId);
  for (const { Marks } of MemberList) for (const mark of Marks) refuseForeignMark(actor, mark);
  const done = MemberList.filter(({ Member_Account, Marks }) => {
    if (CommandType === 1 && Marks.includes(ROBOT_MARK)) addRobot(chat, group, Member_Account);
    return group.members.has(Member_Account);
  });
  if (done.length === 0) throw imError(10004, "none of the members is online");
  if (CommandType === 1) for (const { Marks } of done) for (const mark of Marks) refuseFullMark(group, mark, done.length);
  for (const { Member_Account, Marks } of done) {
    for (const mark of Marks) {
      if (CommandType === 1) group.mark(Member_Account, mark);
      else group.unmark(Member_Account, mark);
    }
  }
  return {
    MemberList: done.map(({ Member_Account }) => ({ Member_Account, Marks: [...(group.marks.get(Member_Account) ?? [])] })),
  };
};

/** 500 and 600 are for the app alone; others below 1000 mean nothing. */
function refuseForeignMark(actor: Actor, mark: number): void {
  if (mark >= FIRST_MARK) return;
  if (mark !== ROBOT_MARK && mark !== HIDDEN_MARK) throw imError(10004, `mark ${mark}`);
  if (actor.platform !== "RESTAPI") throw imError(10007, `mark ${mark}`);
}

function refuseFullMark(group: Group, mark: number, more: number): void {
  const used = new Map<number, number>();
  for (const marks of group.marks.values()) {
    for (const one of marks) if (one >= FIRST_MARK) used.set(one, (used.get(one) ?? 0) + 1);
  }
  if (!used.has(mark) && mark >= FIRST_MARK && used.size >= LIMITS.marksPerGroup) throw imError(10004, "too many marks");
  if ((used.get(mark) ?? 0) + more > LIMITS.membersPerMark) throw imError(10005, `mark ${mark}`);
}

const robotSchema = z.object({ GroupId: z.string(), Robot_Account: z.array(z.string()).min(1).max(LIMITS.membersPerCall) });

/** add_robots: accounts that are listed as members without ever joining. */
export const addRobots: Operation = (chat, _actor, body) => {
  const { GroupId, Robot_Account } = parseBody(robotSchema, body);
  requireAbility(chat, "memberList");
  const group = chat.state.group(GroupId);
  for (const userId of Robot_Account) addRobot(chat, group, userId);
  return {};
};

/** del_robots. One that has joined stays a member. */
export const removeRobots: Operation = (chat, _actor, body) => {
  const { GroupId, Robot_Account } = parseBody(robotSchema, body);
  requireAbility(chat, "memberList");
  const group = chat.state.group(GroupId);
  for (const userId of Robot_Account) group.unmark(userId, ROBOT_MARK);
  return {};
};

function addRobot(chat: Chat, group: Group, userId: string): void {
  if (!chat.state.accounts.has(userId)) throw imError(10019, userId);
  group.addRobot(userId, chat.clock.nowSeconds(), ROBOT_SECONDS);
}
