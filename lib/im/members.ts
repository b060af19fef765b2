import "server-only";
import { z } from "zod";
import { callIm } from "./rest";

/** Pages of the list that are read: 500 each, and no edition lists more than a thousand. */
const MOST_PAGES = 2;

const page = z.object({
  MemberList: z
    .array(z.object({ Member_Account: z.string(), NickName: z.string().default("") }))
    .default([])
    .transform((list) => list.map((wire) => ({ userId: wire.Member_Account, name: wire.NickName || wire.Member_Account }))),
  NextTimestamp: z.int().default(0),
});

/** A person in a group. */
export interface GroupMember {
  userId: string;
  name: string;
}

/** The people in a group, newest first: the latest 30, or 1000 where the edition allows. Anonymous readers are not among them. */
export async function listGroupMembers(groupId: string): Promise<GroupMember[]> {
  const members = new Map<string, GroupMember>();
  let from = 0;
  for (let count = 0; count < MOST_PAGES; count++) {
    const body = { GroupId: groupId, Timestamp: from };
    const { MemberList, NextTimestamp } = await callIm("group_open_avchatroom_http_svc/get_members", body, page);
    for (const member of MemberList) if (!members.has(member.userId)) members.set(member.userId, member);
    if (NextTimestamp === 0) break;
    from = NextTimestamp;
  }
  return [...members.values()];
}

/** How many people with an account are in a group. Tencent counts anew every ten seconds. */
export async function countGroupMembers(groupId: string): Promise<number> {
  const answer = z.object({ OnlineMemberNum: z.int() });
  return (await callIm("group_open_http_svc/get_online_member_num", { GroupId: groupId }, answer)).OnlineMemberNum;
}
