import type { z } from "zod";
import type { Clock } from "../process";
import type { Ability } from "./abilities";
import type { Account } from "./accounts";
import type { CallbackOrigin } from "./callback-transport";
import type { CallbackClient } from "./callbacks";
import type { ChatConfig } from "./config";
import { imError, type KnownCode } from "./errors";
import type { Faults } from "./faults";
import type { Answer, Head } from "./frames";
import type { Group } from "./group";
import type { HoldWheel } from "./hold-wheel";
import type { LoadCounters } from "./load-counters";
import type { Outages } from "./outages";
import type { Presence } from "./presence";
import type { RateGate } from "./rate";
import type { RecentSends } from "./recent-sends";
import type { RestBudgets } from "./rest-budgets";
import type { Session } from "./session";
import type { SlidingBudget } from "./sliding-budget";
import type { ChatState } from "./state";
import type { Tickets } from "./tickets";
import { tipItem } from "./wire-items";

/** The parts of one running emulator, handed to every operation. */
export interface Chat {
  config: ChatConfig;
  clock: Clock;
  state: ChatState;
  presence: Presence;
  sessions: Set<Session>;
  callbacks: CallbackClient;
  tickets: Tickets;
  counters: LoadCounters;
  /** One timer for all polls that wait. */
  wheel: HoldWheel;
  faults: Faults;
  outages: Outages;
  restBudgets: RestBudgets;
  /** Message gates and recent sends, by group; never persisted. */
  traffic: Map<string, GroupTraffic>;
  /** Messages between two users. */
  directSends: RecentSends;
}

/** What limits and deduplicates the messages of one group. */
export interface GroupTraffic {
  gate: RateGate;
  recentSends: RecentSends;
  attributeWrites: SlidingBudget;
}

/** Who does something. `userId` is "" for someone who has not logged in; over REST it is the administrator. */
export interface Actor extends CallbackOrigin {
  userId: string;
}

/** A command that reads the same over REST and over the socket. */
export type Operation = (chat: Chat, actor: Actor, body: unknown) => Answer | Promise<Answer>;

/** `null` leaves a frame without an answer, or with one that comes later. */
export type SocketAnswer = Answer | null;

/** A command of the SDK that needs its socket. */
export type SocketOperation = (
  chat: Chat,
  actor: Actor,
  body: unknown,
  frame: { session: Session; head: Head },
) => SocketAnswer | Promise<SocketAnswer>;

/** The body in the form a command needs, or 10004 (or the given code) with the field that is wrong. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown, code: KnownCode = 10004): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw imError(code, `${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`.trim());
}

/** True for the app's administrator over REST, and for the group's owner and admins. */
export function mayManage(group: Group, actor: Actor): boolean {
  return actor.platform === "RESTAPI" || group.roleOf(actor.userId) !== "Member";
}

/** The group, for someone who may change it; 10010 or 10007 otherwise. */
export function managedGroup(chat: Chat, actor: Actor, groupId: string): Group {
  const group = chat.state.group(groupId);
  if (!mayManage(group, actor)) throw imError(10007);
  return group;
}

/** The group, for its owner and the app; 10010 or 10007 otherwise. */
export function ownedGroup(chat: Chat, actor: Actor, groupId: string): Group {
  const group = managedGroup(chat, actor, groupId);
  if (actor.platform === "Web" && group.roleOf(actor.userId) !== "Owner") throw imError(10007);
  return group;
}

/** Puts a group tip into the feed. */
export function emitTip(
  chat: Chat,
  group: Group,
  opType: number,
  operatorId: string,
  members: readonly Account[],
  extra?: Record<string, unknown>,
): void {
  const operator = chat.state.showAccount(operatorId);
  group.feed.append(tipItem(group, chat.state.stamp(), opType, operator, members, extra), chat.clock.nowMs());
}

/** The fields every group callback starts with. */
export function groupCallback(chat: Chat, group: Group): Record<string, unknown> {
  return { GroupId: group.id, Type: "AVChatRoom", EventTime: eventTime(chat) };
}

/** The moment of a callback about groups or messages, in the form the configuration asks for. */
export function eventTime(chat: Chat): number | string {
  const nowMs = chat.clock.nowMs();
  return chat.config.callbackEventTime === "text" ? String(nowMs) : nowMs;
}

/** 10059 for a feature the application's edition does not include. */
export function requireAbility(chat: Chat, ability: Ability): void {
  if (!chat.config.abilities.includes(ability)) throw imError(10059, ability);
}
