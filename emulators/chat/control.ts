import { z } from "zod";
import type { ControlAction } from "../control";
import { CALLBACK_NAMES } from "./callback-commands";
import type { Chat } from "./chat";
import { imError } from "./errors";
import { LoadCounters } from "./load-counters";
import { expireUserSigs, kickInstance } from "./operations/login";
import { outageSchema } from "./outages";

const clockSchema = z.object({ offsetMs: z.number() });
const dropSchema = z.object({ userId: z.string().optional() });
const kickSchema = z.object({ userId: z.string(), type: z.int().min(1).max(3).default(1) });
const expireSchema = z.object({ userId: z.string() });
const messagesSchema = z.object({ groupId: z.string() });
const refusalSchema = z.object({ command: z.string(), errorCode: z.int(), times: z.int().min(0).default(1) });
const faultSchema = z.object({
  silent: z.array(z.string()).optional(),
  rest: refusalSchema.optional(),
  sdk: refusalSchema.optional(),
  callbackDown: z.boolean().optional(),
  callbacks: z.object({ delayMs: z.int().min(0).default(0), lose: z.array(z.enum(CALLBACK_NAMES)).default([]) }).optional(),
  outage: outageSchema.optional(),
  frozen: z.boolean().optional(),
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
    expire: (body) => expireUserSigs(chat, expireSchema.parse(body).userId),
    messages: (body) => {
      const group = chat.state.groups.get(messagesSchema.parse(body).groupId);
      if (!group) throw new RangeError(imError(10010).message);
      return { messages: group.feed.messages.since(0).map(({ item }) => item) };
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
  chat.directSends.clear();
  freeze(chat, false);
  chat.faults.clear();
  chat.outages.clear();
  chat.restBudgets.clear();
  chat.callbacks.reset();
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
    load: describeLoad(chat),
    callbacks: { ...chat.callbacks.counters },
    memory: { residentBytes: process.memoryUsage.rss(), peakBytes: process.resourceUsage().maxRSS * 1024 },
    nowMs: chat.clock.nowMs(),
  };
}

/** The counters since the start, with what is going over the sockets that are open. */
function describeLoad(chat: Chat): LoadCounters {
  const { counters } = chat;
  const open = [...chat.sessions];
  return Object.assign(new LoadCounters(), counters, {
    bytesIn: open.reduce((sum, session) => sum + session.readBytes, counters.bytesIn),
    bytesOut: open.reduce((sum, session) => sum + session.writtenBytes, counters.bytesOut),
  });
}

function orderFault(chat: Chat, fault: z.output<typeof faultSchema>): void {
  if (fault.silent) chat.faults.silence(fault.silent);
  for (const refusal of [fault.rest, fault.sdk]) {
    if (refusal) chat.faults.refuse(refusal.command, refusal.errorCode, refusal.times);
  }
  if (fault.callbackDown !== undefined) chat.callbacks.isDown = fault.callbackDown;
  if (fault.callbacks) chat.callbacks.faults = { delayMs: fault.callbacks.delayMs, lost: new Set(fault.callbacks.lose) };
  if (fault.outage) chat.outages.order(fault.outage);
  if (fault.frozen !== undefined) freeze(chat, fault.frozen);
  if (fault.dropConnections) drop(chat);
}

/** Frozen, the emulator takes connections and answers nobody, as a process that was stopped. */
function freeze(chat: Chat, isFrozen: boolean): void {
  if (isFrozen === chat.faults.isFrozen) return;
  chat.faults.freeze(isFrozen);
  for (const session of chat.sessions) session.freeze(isFrozen);
}

function drop(chat: Chat, userId?: string): number {
  const sessions = userId === undefined ? [...chat.sessions] : chat.presence.sessionsOf(userId);
  for (const session of sessions) session.cut();
  return sessions.length;
}
