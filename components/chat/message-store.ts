import type { GiftNews } from "@/lib/gifts/schema";
import { messageRef } from "@/lib/messages/rules";
import type { ChatArrivals, ChatEntry, ChatMessage } from "./chat-state";
import { mergeHistory } from "./merge-history";

const MESSAGES_PER_ROOM = 200;
const ORDERS_PER_ROOM = 1_000;
const HIDDEN_PER_ROOM = 500;
const ROOMS_KEPT = 5;
const ARRIVALS_WINDOW_MS = 10_000;
const NOTHING: readonly ChatEntry[] = [];

interface RoomLog {
  byId: Map<string, ChatEntry>;
  /** Ids by sender and random number: the history and the SDK name the same message differently. */
  idByRef: Map<string, string>;
  /** The entries as one array, rebuilt only after a change, so that readers can compare by identity. */
  list: readonly ChatEntry[] | null;
  lastArrivalsAtMs: number;
  /** Orders of gifts that were told, because the sender hears of them twice. */
  gifts: Set<string>;
  /** Messages that were taken away, by sender and random number, as far as they were seen: one may come after that was told. */
  hidden: Map<string, ChatMessage | null>;
}

/** A message that has come, from others or from the viewer; or one that is gone: removed, or refused. */
export type MessageNews = { kind: "came"; groupId: string; message: ChatMessage } | { kind: "gone"; groupId: string; id: string };

/** Keeps the newest 200 entries of the five rooms seen last; a message is held once. */
export class MessageStore {
  readonly #rooms = new Map<string, RoomLog>();
  readonly #onNews: (news: MessageNews) => void;

  constructor(onNews: (news: MessageNews) => void = () => {}) {
    this.#onNews = onNews;
  }

  /** The entries of a room, oldest first; the same array until one of them changes. */
  entries(groupId: string): readonly ChatEntry[] {
    const room = this.#rooms.get(groupId);
    if (!room) return NOTHING;
    room.list ??= [...room.byId.values()].map((entry) => (answersHidden(room, entry) ? { ...entry, quote: null } : entry));
    return room.list;
  }

  /** Adds messages that came from the service. A known own message is only confirmed: it did arrive. */
  receive(groupId: string, messages: readonly ChatMessage[]): boolean {
    const room = this.#room(groupId);
    let isChanged = false;
    for (const message of messages) {
      if (isTakenAway(room, message)) continue;
      const known = knownOf(room, message);
      if (known && (known.kind !== "message" || known.state === "sent" || known.state === "removed")) continue;
      put(room, known ? { ...message, id: known.id, isMine: true, callsMe: false } : message);
      if (!known) this.#onNews({ kind: "came", groupId, message });
      isChanged = true;
    }
    return isChanged && this.#changed(room);
  }

  /** Adds messages of the past where they belong, without news of them; a known one learns what only the server knows of it. */
  recall(groupId: string, messages: readonly ChatMessage[]): boolean {
    if (messages.length === 0) return false;
    const room = this.#room(groupId);
    const shown = messages.filter((message) => !isTakenAway(room, message));
    const entries = mergeHistory([...room.byId.values()], shown, (message) => knownOf(room, message)?.id);
    room.byId = new Map();
    room.idByRef = new Map();
    for (const entry of entries) put(room, entry);
    return this.#changed(room);
  }

  /** Takes a message away that a moderator hides, whether it is here or comes later; its author is told so in its place. */
  hide(groupId: string, ref: { fromId: string; random: number }): boolean {
    const room = this.#room(groupId);
    const known = room.byId.get(room.idByRef.get(messageRef(ref)) ?? "");
    if (room.hidden.has(messageRef(ref))) return false;
    room.hidden.set(messageRef(ref), known?.kind === "message" ? known : null);
    const oldest = room.hidden.keys().next().value;
    if (room.hidden.size > HIDDEN_PER_ROOM && oldest !== undefined) room.hidden.delete(oldest);
    if (known?.kind !== "message") return this.#changed(room); // answers to it may be here
    if (known.isMine) return this.update(groupId, known.id, { state: "removed" });
    drop(room, known);
    this.#onNews({ kind: "gone", groupId, id: known.id });
    return this.#changed(room);
  }

  /** Shows a message again that was taken away: as it was here, or as it is told. */
  show(groupId: string, ref: { fromId: string; random: number }, told: ChatMessage | null): boolean {
    const room = this.#room(groupId);
    const kept = room.hidden.get(messageRef(ref)) ?? told;
    room.hidden.delete(messageRef(ref));
    const known = room.byId.get(room.idByRef.get(messageRef(ref)) ?? "");
    if (known?.kind === "message" && known.state === "removed") return this.update(groupId, known.id, { state: "sent" });
    if (kept) this.recall(groupId, [kept]);
    return this.#changed(room);
  }

  /** Adds one own message before the service has it. */
  add(groupId: string, message: ChatMessage): void {
    const room = this.#room(groupId);
    put(room, message);
    if (message.state !== "refused") this.#onNews({ kind: "came", groupId, message });
    this.#changed(room);
  }

  /** Changes a message where it stands; `id` in the change keeps the place under a new name. False when it is not here. */
  update(groupId: string, id: string, change: Partial<ChatMessage>): boolean {
    const room = this.#rooms.get(groupId);
    const known = room?.byId.get(id);
    if (!room || known?.kind !== "message") return false;
    const next = { ...known, ...change };
    if (next.state === "removed" || next.state === "refused") this.#onNews({ kind: "gone", groupId, id });
    if (next.id === id) put(room, next);
    else {
      room.byId = new Map([...room.byId].map(([key, entry]) => (key === id ? [next.id, next] : [key, entry])));
      room.idByRef.set(messageRef(next), next.id);
    }
    return this.#changed(room);
  }

  /** Takes a message out, to be sent again at the end. */
  remove(groupId: string, id: string): ChatEntry | undefined {
    const room = this.#rooms.get(groupId);
    const known = room?.byId.get(id);
    if (room && known) {
      drop(room, known);
      this.#changed(room);
    }
    return known;
  }

  /** Notes that somebody came in: a line each at first, then one line that counts, at most one new line in ten seconds. */
  arrived(groupId: string, name: string, nowMs: number): boolean {
    const room = this.#room(groupId);
    const last = [...room.byId.values()].at(-1);
    if (last?.kind === "arrivals") {
      room.byId.set(last.id, { ...last, name, count: last.count + 1 });
      return this.#changed(room);
    }
    if (nowMs - room.lastArrivalsAtMs < ARRIVALS_WINDOW_MS) return false;
    room.lastArrivalsAtMs = nowMs;
    const line: ChatArrivals = { kind: "arrivals", id: `arrivals-${nowMs}`, name, count: 1 };
    room.byId.set(line.id, line);
    return this.#changed(room);
  }

  /** Adds gifts: a line for each run, whose counter grows where it stands. An order counts once. */
  gave(groupId: string, items: readonly GiftNews[]): boolean {
    const room = this.#room(groupId);
    let isChanged = false;
    for (const news of items) {
      if (room.gifts.has(news.id)) continue;
      room.gifts.add(news.id);
      const oldest = room.gifts.values().next().value;
      if (room.gifts.size > ORDERS_PER_ROOM && oldest !== undefined) room.gifts.delete(oldest);
      const id = `gift-${news.from.id}-${news.gift.id}-${news.comboId}`;
      const known = room.byId.get(id);
      const count = news.count + (known?.kind === "gift" ? known.count : 0);
      room.byId.set(id, { kind: "gift", id, news, count });
      isChanged = true;
    }
    return isChanged && this.#changed(room);
  }

  /** Adds gifts that were told while nobody heard: new lines stand where they belong by their time. */
  gaveBefore(groupId: string, items: readonly GiftNews[]): boolean {
    const room = this.#room(groupId);
    const known = new Set(room.byId.keys());
    if (!this.gave(groupId, items)) return false;
    const added = [...room.byId.values()].filter(({ id }) => !known.has(id));
    const rest = [...room.byId.values()].filter(({ id }) => known.has(id));
    room.byId = new Map(merged(rest, added).map((entry) => [entry.id, entry]));
    return this.#changed(room);
  }

  /** Forgets everything: another person reads now. */
  clear(): void {
    this.#rooms.clear();
  }

  #room(groupId: string): RoomLog {
    const room = this.#rooms.get(groupId) ?? emptyLog();
    this.#rooms.delete(groupId); // back to the end: the room used last is forgotten last
    this.#rooms.set(groupId, room);
    for (const oldest of this.#rooms.keys()) {
      if (this.#rooms.size <= ROOMS_KEPT) break;
      this.#rooms.delete(oldest);
    }
    return room;
  }

  #changed(room: RoomLog): true {
    for (const oldest of room.byId.values()) {
      if (room.byId.size <= MESSAGES_PER_ROOM) break;
      drop(room, oldest);
    }
    room.list = null;
    return true;
  }
}

/** Each of `added` before the first of `entries` that is later. Lines for people who came in have no time of their own. */
function merged(entries: readonly ChatEntry[], added: readonly ChatEntry[]): ChatEntry[] {
  const waiting = [...added];
  const list: ChatEntry[] = [];
  for (const entry of entries) {
    while (waiting[0] && momentOf(waiting[0]) < momentOf(entry)) list.push(...waiting.splice(0, 1));
    list.push(entry);
  }
  return [...list, ...waiting];
}

function momentOf(entry: ChatEntry): number {
  if (entry.kind === "arrivals") return Number.NEGATIVE_INFINITY;
  return entry.kind === "gift" ? entry.news.atMs : entry.sentAtMs;
}

function emptyLog(): RoomLog {
  return { byId: new Map(), idByRef: new Map(), list: null, lastArrivalsAtMs: 0, gifts: new Set(), hidden: new Map() };
}

/** Whether a message was taken away; one that comes after that is kept aside, should it be shown again. */
function isTakenAway(room: RoomLog, message: ChatMessage): boolean {
  const ref = messageRef(message);
  if (!room.hidden.has(ref)) return false;
  room.hidden.set(ref, room.hidden.get(ref) ?? message);
  return true;
}

function answersHidden({ hidden }: RoomLog, entry: ChatEntry): boolean {
  return hidden.size > 0 && entry.kind === "message" && entry.quote !== null && hidden.has(messageRef(entry.quote));
}

function knownOf(room: RoomLog, message: ChatMessage): ChatEntry | undefined {
  return room.byId.get(message.id) ?? room.byId.get(room.idByRef.get(messageRef(message)) ?? "");
}

function put(room: RoomLog, entry: ChatEntry): void {
  room.byId.set(entry.id, entry);
  if (entry.kind === "message") room.idByRef.set(messageRef(entry), entry.id);
}

function drop(room: RoomLog, entry: ChatEntry): void {
  room.byId.delete(entry.id);
  if (entry.kind === "message") room.idByRef.delete(messageRef(entry));
}
