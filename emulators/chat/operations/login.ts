import { purchaseBits } from "../abilities";
import type { Chat, SocketOperation } from "../chat";
import { type ImError, imError } from "../errors";
import type { Head } from "../frames";
import type { Instance, InstanceEnd } from "../presence";
import type { Session } from "../session";
import type { LoginTicket } from "../tickets";
import { lifeOf, verifyUserSig } from "../user-sig";
import { leaveAllGroups } from "./membership";

/** How often the SDK says hello, in seconds. */
const HELLO_INTERVAL_SECONDS = 20;

/** Kick types of the SDK: KICKED_OUT fires with multipleAccount, multipleDevice or REST_API_Kick. */
export const KICK = { multipleAccount: 1, multipleDevice: 2, rest: 3 } as const;

/**
 * Binds the socket to the instance of the frame's A2Key and returns it; null without one. Every frame is checked, not
 * only the first: after a reconnect the SDK re-sends what was pending before it logs in again.
 */
export function authenticate(chat: Chat, session: Session, head: Head): Instance | null {
  if (!head.a2) return null;
  const nowSeconds = chat.clock.nowSeconds();
  const { instance: known } = session;
  if (known && head.a2 === session.verifiedA2 && known.expiresSeconds >= nowSeconds) return known;
  const ticket = chat.tickets.readLogin(head.a2);
  if (!ticket) throw imError(70003);
  if (ticket.expiresSeconds < nowSeconds) throw expire(chat, ticket.instanceId, session);
  const end = chat.presence.endOf(ticket.instanceId) ?? endByLaterLogin(chat, ticket);
  if (end?.by === "expiry") throw imError(70001);
  if (end) {
    if (session.refusedA2 !== head.a2) tellEnd(session, end);
    session.refusedA2 = head.a2;
    throw imError(70101);
  }
  if (ticket.issuedMs < chat.state.validAfterMs(ticket.userId)) throw expire(chat, ticket.instanceId, session);
  chat.state.ensureAccount(ticket.userId); // after the loss of the journal there is none
  const isBack = !chat.presence.isOnline(ticket.userId);
  session.verifiedA2 = head.a2;
  const instance = chat.presence.attach(ticket, session);
  if (isBack) reportState(chat, ticket.userId, session.clientIp, "Login", "Register");
  return instance;
}

/** Somebody who was away when the same user logged in elsewhere must not push that one out on return. */
function endByLaterLogin(chat: Chat, ticket: LoginTicket): InstanceEnd | undefined {
  const account = chat.state.accounts.get(ticket.userId);
  if (chat.config.multiLogin || !account) return undefined;
  const { instanceId, atMs } = account.latestLogin;
  if (instanceId === ticket.instanceId || ticket.issuedMs > atMs) return undefined;
  return { by: "kick", kickType: KICK.multipleAccount };
}

/** 70001, which the SDK takes for the end of its login. */
function expire(chat: Chat, instanceId: number, session: Session): ImError {
  if (session.instance?.id === instanceId) chat.presence.finish(session.instance, { by: "expiry" });
  return imError(70001);
}

/** Ends the UserSigs that a user has, as their time would: each login hears of it with its next frame. */
export function expireUserSigs(chat: Chat, userId: string): void {
  const account = chat.state.ensureAccount(userId);
  account.validAfterMs = chat.clock.machineMs();
  chat.state.saveAccount(account);
  for (const session of chat.presence.sessionsOf(userId)) {
    session.verifiedA2 = "";
    for (const reader of [...session.readers]) reader.owner.onHoldOver(reader);
  }
}

/** im_open_status.wslogin: by UserSig the first time, by A2Key after a reconnect. */
export const login: SocketOperation = (chat, _actor, _body, { session, head }) => {
  const instance = authenticate(chat, session, head) ?? firstLogin(chat, session, head);
  const { userId, id: instanceId, expiresSeconds } = instance;
  const a2 = chat.tickets.issueLogin({ userId, instanceId, expiresSeconds, issuedMs: chat.clock.machineMs() });
  session.verifiedA2 = a2;
  return {
    A2Key: a2,
    TinyId: chat.state.ensureAccount(userId).tinyId,
    InstId: instance.id,
    HelloInterval: HELLO_INTERVAL_SECONDS,
    TimeStamp: chat.clock.nowSeconds(),
    CustomStatus: "",
    RichMsgAuthKey: "",
    PurchaseBits: purchaseBits(chat.config.abilities),
  };
};

function firstLogin(chat: Chat, session: Session, head: Head): Instance {
  const userId = head.identifier ?? "";
  const { sdkAppId, secretKey } = chat.config;
  const code = verifyUserSig(head.usersig ?? "", userId, { sdkAppId, secretKey, nowSeconds: chat.clock.nowSeconds() });
  if (code !== 0) throw imError(code);
  const { issuedSeconds, expiresSeconds } = lifeOf(head.usersig ?? "");
  if (issuedSeconds < Math.floor(chat.state.validAfterMs(userId) / 1000)) throw imError(70001, "made void by the app");
  const account = chat.state.ensureAccount(userId);
  const replaced = chat.config.multiLogin ? [] : chat.presence.instancesOf(userId).filter((other) => other.sessions.size > 0);
  const instance = chat.presence.start(userId, expiresSeconds, session);
  account.latestLogin = { instanceId: instance.id, atMs: chat.clock.machineMs() };
  for (const other of replaced) if (other !== instance) kickInstance(chat, other, KICK.multipleAccount);
  reportState(chat, userId, session.clientIp, "Login", "Register", replaced.length > 0);
  return instance;
}

/** im_open_status.wslogout: the SDK is out whatever the answer, also when it was kicked before. */
export const logout: SocketOperation = (chat, _actor, _body, { session }) => {
  const { instance } = session;
  if (instance) chat.presence.finish(instance, { by: "logout" });
  session.verifiedA2 = "";
  return {};
};

/** im_open_status.wshello. */
export const hello: SocketOperation = () => ({});

/** Ends an instance and tells its sockets why. */
export function kickInstance(chat: Chat, instance: Instance, kickType: number): void {
  const end: InstanceEnd = { by: "kick", kickType };
  const sessions = [...instance.sessions];
  for (const session of sessions) {
    session.refusedA2 = session.verifiedA2;
    session.verifiedA2 = "";
    tellEnd(session, end);
  }
  chat.presence.finish(instance, end);
}

function tellEnd(session: Session, end: InstanceEnd): void {
  if (end.by !== "kick") return;
  session.push([{ Event: 10, C2cNotifyMsgArray: [{ KickoutMsgNotify: { KickType: end.kickType, NewInstInfo: {} } }] }]);
}

/** What follows from the end of an instance: its groups lose it, and the app hears that a user has gone. */
export function onInstanceEnd(chat: Chat, instance: Instance, end: InstanceEnd): void {
  leaveAllGroups(chat, instance);
  if (chat.presence.isOnline(instance.userId)) return;
  if (end.by === "drop") reportState(chat, instance.userId, "", "Disconnect", "LinkClose");
  else reportState(chat, instance.userId, "", "Logout", "Unregister");
}

function reportState(chat: Chat, userId: string, clientIp: string, action: string, reason: string, hasKicked = false): void {
  chat.callbacks.after(
    "State.StateChange",
    {
      EventTime: chat.clock.nowMs(),
      Info: { Action: action, To_Account: userId, Reason: reason },
      ...(hasKicked ? { KickedDevice: [{ Platform: "Web" }] } : {}),
    },
    { clientIp, platform: "Web" },
  );
}
