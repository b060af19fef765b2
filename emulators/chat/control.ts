import { z } from "zod";
import type { ControlAction } from "../control";
import type { Chat } from "./chat";
import { imError } from "./errors";
import { kickInstance } from "./operations/login";

const clockSchema = z.object({ offsetMs: z.number() });
const dropSchema = z.object({ userId: z.string().optional() });
const kickSchema = z.object({ userId: z.string(), type: z.int().min(1).max(3).default(1) });
const messagesSchema = z.object({ groupId: z.string() });
const faultSchema = z.object({
  silent: z.array(z.string()).optional(),
  rest: z.object({ command: z.string(), errorCode: z.int(), times: z.int().min(0).default(1) }).optional(),
  callbackDown: z.boolean().optional(),
  dropConnections: z.boolean().optional(),
});

/** The actions of `POST /emulator/<name>`; the README lists what each takes. */
export function controlActions(chat: Chat): Record<string, ControlAction> {
  return {
    reset: () => reset(chat),
    state: () => describeState(chat),
    clock: (body) => {
      chat.clock.offsetMs = clockSchema.parse(body).offsetMs;
      return { nowMs: chat.clock.nowMs() };
    },
    fault: (body) => orderFault(chat, faultSchema.parse(body)),
    drop: (body) => ({ dropped: drop(chat, dropSchema.parse(body).userId) }),
    kick: (body) => {
      const { userId, type } = kickSchema.parse(body);
      const instances = chat.presence.instancesOf(userId);
      for (const instance of instances) kickInstance(chat, instance, type);
      return { kicked: instances.length };
    },
    messages: (body) => {
      const group = chat.state.groups.get(messagesSchema.parse(body).groupId);
      if (!group) throw new RangeError(imError(10010).message);
      return { messages: group.feed.recentMessages(200, 0) };
    },
    callbacks: () => ({ callbacks: chat.callbacks.recent }),
  };
}

/** Drops accounts, groups, logins and faults, and puts the clock right. Sockets are cut, so that SDKs log in again. */
function reset(chat: Chat): void {
  chat.presence.clear();
  chat.state.reset();
  chat.state.ensureAccount(chat.config.adminUserId);
  chat.traffic.clear();
  chat.faults.clear();
  chat.callbacks.isDown = false;
  chat.callbacks.recent.length = 0;
  chat.clock.offsetMs = 0;
  drop(chat);
}

function describeState(chat: Chat): unknown {
  return {
    groups: [...chat.state.groups.values()].map((group) => ({
      groupId: group.id,
      name: group.name,
      ownerId: group.ownerId,
      isMuted: group.isMuted,
      memberCount: group.members.size,
      members: [...group.members.keys()],
    })),
    accounts: chat.state.accounts.size,
    onlineUsers: chat.presence.onlineUsers(),
    sockets: chat.sessions.size,
    load: { ...chat.state.broadcasts.counters },
    nowMs: chat.clock.nowMs(),
  };
}

function orderFault(chat: Chat, fault: z.output<typeof faultSchema>): void {
  if (fault.silent) chat.faults.silence(fault.silent);
  if (fault.rest) chat.faults.failRest(fault.rest.command, fault.rest.errorCode, fault.rest.times);
  if (fault.callbackDown !== undefined) chat.callbacks.isDown = fault.callbackDown;
  if (fault.dropConnections) drop(chat);
}

function drop(chat: Chat, userId?: string): number {
  const sessions = userId === undefined ? [...chat.sessions] : chat.presence.sessionsOf(userId);
  for (const session of sessions) session.cut();
  return sessions.length;
}
