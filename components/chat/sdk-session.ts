import type TencentCloudChat from "@tencentcloud/chat";
import type { ChatEndpoint, UserSigGrant } from "@/lib/im/schema";
import type { WireMessage } from "./wire-messages";

type Sdk = typeof TencentCloudChat;
type SdkChat = ReturnType<Sdk["create"]>;

/** A message the SDK has made; it can be delivered, and delivered again after a timeout, without becoming two. */
export type Draft = ReturnType<SdkChat["createTextMessage"]>;

export type NetworkState = "connected" | "connecting" | "disconnected";

export interface SdkListener {
  onReceived(messages: WireMessage[]): void;
  onModified(messages: WireMessage[]): void;
  onRevoked(messages: WireMessage[]): void;
  onKickedOut(type: string): void;
  onNetwork(state: NetworkState): void;
}

/** One life of the SDK, from its socket to its destruction. Every call ends: by itself, by timeout, or with the session. */
export interface SdkSession {
  login(grant: UserSigGrant): Promise<void>;
  logout(): Promise<void>;
  join(groupId: string): Promise<void>;
  quit(groupId: string): Promise<void>;
  /** A draft of a text; `claims` is what the server is asked to attach to it. */
  draft(groupId: string, text: string, claims: string): Draft;
  /** A draft of a sticker. */
  draftFace(groupId: string, name: string): Draft;
  /** A draft of something that is counted, not read: the first to be dropped when a group gets too much. */
  draftCustom(groupId: string, data: string): Draft;
  /** Sends a draft; resolves with the id under which the service knows it, and its place there. */
  deliver(draft: Draft, isRetry: boolean): Promise<{ id: string; sequence: number | null }>;
  /** Makes any request, because the SDK dials a lost server again only when it has something to send. */
  knock(groupId: string, isAnonymous: boolean): Promise<void>;
  close(): Promise<void>;
}

const LOGIN_MS = 12_000; // the SDK itself would hang for ever when its worker is refused
const CALL_MS = 16_000; // just above the SDK's own 15 s
const DESTROY_MS = 3_000;

let closing: Promise<unknown> = Promise.resolve();

/** Loads the SDK and opens its socket. Waits for the former session's end: `create` would hand back the dying one. */
export async function openSdk(endpoint: ChatEndpoint, listener: SdkListener): Promise<SdkSession> {
  const [{ default: sdk }] = await Promise.all([import("@tencentcloud/chat"), closing]);
  const chat = sdk.create({ SDKAppID: endpoint.sdkAppId, proxyServer: endpoint.proxyServer ?? undefined });
  chat.setLogLevel(4);
  const ended = new AbortController();
  const handlers = handlersFor(sdk, listener);
  for (const [name, handler] of handlers) chat.on(name, handler);

  const call = <T>(promise: Promise<T>, ms = CALL_MS) => bounded(promise, ms, ended.signal);
  return {
    login: async (grant) => void (await call(chat.login({ userID: grant.userId, userSig: grant.userSig }), LOGIN_MS)),
    logout: () => call(chat.logout()),
    join: async (groupId) => void (await call(chat.joinGroup({ groupID: groupId, type: sdk.TYPES.GRP_AVCHATROOM }))),
    quit: async (groupId) => void (await call(chat.quitGroup(groupId))),
    draft: (groupId, text, claims) =>
      chat.createTextMessage({
        to: groupId,
        conversationType: sdk.TYPES.CONV_GROUP,
        priority: sdk.TYPES.MSG_PRIORITY_NORMAL,
        payload: { text },
        cloudCustomData: claims,
      }),
    draftFace: (groupId, name) =>
      chat.createFaceMessage({
        to: groupId,
        conversationType: sdk.TYPES.CONV_GROUP,
        priority: sdk.TYPES.MSG_PRIORITY_NORMAL,
        payload: { index: 0, data: name },
      }),
    draftCustom: (groupId, data) =>
      chat.createCustomMessage({
        to: groupId,
        conversationType: sdk.TYPES.CONV_GROUP,
        priority: sdk.TYPES.MSG_PRIORITY_LOW,
        payload: { data, description: "", extension: "" },
      }),
    async deliver(draft, isRetry) {
      const answer = await call(isRetry ? chat.resendMessage(draft) : chat.sendMessage(draft));
      const { ID, sequence } = answer?.data?.message ?? draft;
      return { id: ID, sequence: sequence || null };
    },
    async knock(groupId, isAnonymous) {
      const request = isAnonymous
        ? chat.getGroupOnlineMemberCount(groupId)
        : chat.getUserProfile({ userIDList: [`knock${Date.now()}`] });
      await request.catch(() => undefined); // the answer does not matter, only that something was sent
    },
    async close() {
      ended.abort(new Error("chat session closed"));
      for (const [name, handler] of handlers) chat.off(name, handler);
      closing = Promise.race([Promise.resolve(chat.destroy()).catch(() => undefined), pause(DESTROY_MS)]);
      await closing;
    },
  };
}

type Handler = (event: { data: unknown }) => void;

function handlersFor(sdk: Sdk, listener: SdkListener): [string, Handler][] {
  const { EVENT } = sdk;
  return [
    [EVENT.MESSAGE_RECEIVED, (event) => listener.onReceived(event.data as WireMessage[])],
    [EVENT.MESSAGE_MODIFIED, (event) => listener.onModified(event.data as WireMessage[])],
    [EVENT.MESSAGE_REVOKED, (event) => listener.onRevoked(event.data as WireMessage[])],
    [EVENT.KICKED_OUT, (event) => listener.onKickedOut((event.data as { type: string }).type)],
    [EVENT.NET_STATE_CHANGE, (event) => listener.onNetwork((event.data as { state: NetworkState }).state)],
  ];
}

/** Resolves after a while. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Shaped like an SDK error, so that one table explains both. */
export class ChatTimeout extends Error {
  readonly code = 2801;
}

function bounded<T>(promise: Promise<T>, ms: number, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(new ChatTimeout(`no answer in ${ms} ms`)), ms);
    const onEnd = () => reject(signal.reason);
    signal.addEventListener("abort", onEnd, { once: true });
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onEnd);
    });
  });
}
