import type { CustomMessage } from "@/lib/chat/schema";
import { believeStamp } from "./believe-stamp";
import type { MessageStore } from "./message-store";
import { historyMessage } from "./read-message";
import type { NetworkState, SdkListener } from "./sdk-session";
import { type Reader, readWireMessage, type WireMessage } from "./wire-messages";

/** Somebody came into the held room, or went. */
export type MemberNews = { kind: "came"; userId: string; name: string } | { kind: "left"; userIds: readonly string[] };

/** Somebody liked; the total is what that person's message says, which is not the server's word. */
export type Hearts = { type: "hearts"; roomId: string; total: number };

/** What the connection does about things that come in. */
export interface FeedOwner {
  reader(): Reader;
  onEntries(): void;
  onSignal(signal: CustomMessage | Hearts): void;
  onMembers(news: MemberNews): void;
  onUnknown(): void;
  onPutOut(reason: "closed" | "banned"): void;
  onKickedOut(type: string): void;
  onNetwork(state: NetworkState): void;
}

/** Turns the SDK's events into entries of the store and calls to the owner, in their order. */
export function feed(store: MessageStore, owner: FeedOwner): SdkListener {
  let turn = Promise.resolve();
  /** Does something with messages once what is attached to them was checked, after all that came before. */
  const inTurn = (wires: readonly WireMessage[], work: (believed: readonly WireMessage[]) => void) => {
    const { stampKey } = owner.reader();
    const believed = Promise.all(wires.map((wire) => believeStamp(wire, stampKey)));
    turn = turn.then(async () => work(await believed)).catch((error: unknown) => console.error(error));
  };
  const listener = {
    onReceived(wires: readonly WireMessage[]) {
      let isChanged = false;
      for (const wire of wires) {
        const reading = readWireMessage(wire, owner.reader());
        if (reading.kind === "message") isChanged = store.receive(wire.to, [reading.message]) || isChanged;
        else if (reading.kind === "arrival") {
          owner.onMembers({ kind: "came", userId: reading.userId, name: reading.name });
          if (!reading.isMine) isChanged = store.arrived(wire.to, reading.name, Date.now()) || isChanged;
        } else if (reading.kind === "departure") owner.onMembers({ kind: "left", userIds: reading.userIds });
        else if (reading.kind === "signal") {
          if (reading.signal.type === "message.hidden") isChanged = heed(store, wire.to, reading.signal, owner) || isChanged;
          if (reading.signal.type === "room.gifts") isChanged = store.gave(wire.to, reading.signal.items) || isChanged;
          owner.onSignal(reading.signal);
        } else if (reading.kind === "hearts") owner.onSignal(reading.hearts);
        else if (reading.kind === "unknown") owner.onUnknown();
        else if (reading.kind === "put-out") owner.onPutOut(reading.reason);
      }
      if (isChanged) owner.onEntries();
    },
    onModified(wires: readonly WireMessage[]) {
      // Only the author hears of this: the server may rewrite words and stamps who wrote it.
      for (const wire of wires) {
        const reading = readWireMessage(wire, owner.reader());
        if (reading.kind !== "message") continue;
        const { text, stamp, seal, mentions, quote } = reading.message;
        store.update(wire.to, wire.ID, { text, stamp, seal, mentions, quote });
      }
      owner.onEntries();
    },
    onRevoked(wires: readonly WireMessage[]) {
      for (const wire of wires) store.update(wire.to, wire.ID, { state: "removed", text: "" });
      owner.onEntries();
    },
  };
  return {
    onReceived: (wires) => inTurn(wires, listener.onReceived),
    onModified: (wires) => inTurn(wires, listener.onModified),
    onRevoked: (wires) => inTurn(wires, listener.onRevoked),
    onKickedOut: (type) => owner.onKickedOut(type),
    onNetwork: (state) => owner.onNetwork(state),
  };
}

type HiddenNews = Extract<CustomMessage, { type: "message.hidden" }>;

/** Takes a message away, or shows it again. */
function heed(store: MessageStore, groupId: string, news: HiddenNews, owner: FeedOwner): boolean {
  if (news.isHidden) return store.hide(groupId, news);
  return store.show(groupId, news, news.message && historyMessage(news.message, owner.reader().userId));
}
