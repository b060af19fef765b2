import "server-only";
import { z } from "zod";
import { ALLOW, type CallbackAnswer, type GroupMessage, refuse } from "../im/callback";
import { groupKey, roleKey, roomKey } from "../keys";
import { redis } from "../redis";
import { roomStatus } from "../rooms/schema";
import { judgeMessage, refusalCodes, stampFor } from "./rules";

const READ_POLICY = `
local id = redis.call('GET', KEYS[1])
if not id then return {'', ''} end
return {redis.call('GET', ARGV[1] .. id) or '', redis.call('GET', KEYS[2]) or ''}`;

const policySchema = z.object({ hostId: z.string(), status: roomStatus });

/** Decides about a message before it is sent, from Redis alone and in one round trip. Fails closed: a throw refuses. */
export async function decideMessage(message: GroupMessage): Promise<CallbackAnswer> {
  const keys = [groupKey(message.groupId), roleKey(message.userId)];
  const [doc, role] = await redis().eval<string[], [unknown, string]>(READ_POLICY, keys, [roomKey("")]);
  const policy = policySchema.safeParse(doc).data;
  if (!policy) return refuse(refusalCodes.room_closed, "room_closed");
  const verdict = judgeMessage(message, policy);
  if (!verdict.allow) return refuse(refusalCodes[verdict.reason], verdict.reason);
  return { ...ALLOW, CloudCustomData: JSON.stringify(stampFor({ userId: message.userId, role: role || null }, policy.hostId)) };
}

/** Decides about joining a group: only groups of rooms that exist. */
export async function decideJoin(groupId: string): Promise<CallbackAnswer> {
  return (await roomIdOfGroup(groupId)) ? ALLOW : refuse(refusalCodes.not_allowed, "not_allowed");
}

/** The room that a chat group belongs to, or null. Written together with the room's record, so the one is there with the other. */
export async function roomIdOfGroup(groupId: string): Promise<string | null> {
  return redis().get<string>(groupKey(groupId));
}
