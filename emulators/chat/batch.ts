import { pushFrame } from "./frames";
import { type Priority, rankOf } from "./rate";
import { wireFrame } from "./wire-frame";

/** One event of a group, encoded once for everybody who will read it. */
export interface FeedEvent {
  seq: number;
  /** The SDK's number of the kind: 3 message, 4 tip, 5 notice, 6 data. */
  kind: number;
  /** Of an ordinary message; null for what may not get lost. */
  priority: Priority | null;
  json: string;
}

/** An answer to a poll is at most about this long: a client that fell behind further loses messages. */
const MAX_LIST_CHARACTERS = 256 * 1024;

/**
 * Kinds that may be pushed: the SDK drops a message, tip or notice it has seen, and data (6) says what holds and not what
 * changes. Others are left to polls, of which each event is in one answer only.
 */
const PUSHED_KINDS = new Set([3, 4, 5, 6]);

/** What several readers lack: a run of events up to the newest one, and its encodings, each made once when first asked for. */
export class Batch {
  readonly events: readonly FeedEvent[];
  /** False when a poll has to fetch it. */
  readonly isPushable: boolean;
  private encodedList: Buffer | undefined;
  private binaryPush: Buffer | undefined;
  private textPush: Buffer | undefined;

  constructor(events: readonly FeedEvent[], onDrop: (priority: Priority, count: number) => void) {
    this.events = withinLimit(events, MAX_LIST_CHARACTERS, onDrop);
    this.isPushable = this.events.every((event) => PUSHED_KINDS.has(event.kind));
  }

  /** The events as the inside of a JSON array. */
  get list(): Buffer {
    this.encodedList ??= Buffer.from(this.events.map((event) => event.json).join(","));
    return this.encodedList;
  }

  /** The whole WebSocket frame that pushes the events. A push repeats no number of a request, so it is the same for all. */
  pushFrame(isBinary: boolean): Buffer {
    if (isBinary) {
      this.binaryPush ??= wireFrame(true, this.pushJson());
      return this.binaryPush;
    }
    this.textPush ??= wireFrame(false, this.pushJson());
    return this.textPush;
  }

  private pushJson(): string {
    return pushFrame(pushEntries(this.events).join(","));
  }
}

/** Entries of a push: each has one kind, so neighbours of a kind share one and the order stays. */
function pushEntries(events: readonly FeedEvent[]): string[] {
  const entries: string[] = [];
  for (let from = 0, to = 0; from < events.length; from = to) {
    const kind = events[from]?.kind;
    while (to < events.length && events[to]?.kind === kind) to += 1;
    const list = events
      .slice(from, to)
      .map((event) => event.json)
      .join(",");
    entries.push(`{"Event":${kind},"${kind === 3 ? "GroupMsgArray" : "GroupTips"}":[${list}]}`);
  }
  return entries;
}

/**
 * The events that fit into `limit` characters, in their order. What is too much is taken from the lowest priority first and
 * from the oldest of it; tips, notices and data stay.
 */
export function withinLimit(
  events: readonly FeedEvent[],
  limit: number,
  onDrop: (priority: Priority, count: number) => void,
): readonly FeedEvent[] {
  let excess = events.reduce((sum, event) => sum + event.json.length + 1, 0) - limit;
  if (excess <= 0) return events;
  const dropped = new Set<FeedEvent>();
  const messages = events.filter((event) => event.priority !== null);
  messages.sort((a, b) => rankOf(b.priority) - rankOf(a.priority) || a.seq - b.seq);
  for (const message of messages) {
    if (excess <= 0 || message.priority === null) break;
    excess -= message.json.length + 1;
    dropped.add(message);
    onDrop(message.priority, 1);
  }
  return events.filter((event) => !dropped.has(event));
}
