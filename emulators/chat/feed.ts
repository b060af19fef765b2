import type { Batch, FeedEvent } from "./batch";
import { BroadcastLog } from "./broadcast-log";
import { EventLog } from "./event-log";
import { HoldWheel } from "./hold-wheel";
import { LoadCounters } from "./load-counters";
import { MessageLog } from "./message-log";
import { isPriority } from "./rate";
import { type Outlet, type Poll, Reader } from "./reader";
import { SecondBudget } from "./second-budget";
import { wireFrame } from "./wire-frame";
import { TIP, type WireItem } from "./wire-items";

/** The SDK knows the last 100 messages it was given; with fewer pushed since the last poll it drops all that come twice. */
const MOST_AHEAD = 90;
/** With this many pushed, a poll that waits is answered, which brings the client's own count up. */
const ANSWER_AHEAD = 30;
/** A small room gets an event at once. The larger it is, the more events share one round of writes. */
const GAP_MS_PER_READER = 0.07;
const LONGEST_GAP_MS = 50;
/** In a crowd, who comes and goes is told this seldom, unless something else is told anyway. */
const CROWD = 100;
const CROWD_TIPS_GAP_MS = 500;
/** A client that has not polled for this long after an answer has stopped. */
const SLOWEST_POLL_MS = 5_000;
/** Joins and quits told to a group in one second; when a crowd arrives nobody can read them all. */
const PRESENCE_TIPS_PER_SECOND = 40;

/** What the feeds of all groups share. */
export class FeedShared {
  readonly broadcasts = new BroadcastLog();
  readonly wheel = new HoldWheel();
  readonly counters = new LoadCounters();
}

/**
 * The ordered events of one group and the sockets that read them. Event numbers are message sequences, so a number a client
 * kept from before a restart is always older than what came after.
 *
 * Events are pushed, the same bytes to all; polls are held and fill what a broken socket missed. Each poll lets a limited
 * number of events be pushed, so a client that does not read stops getting any.
 */
export class Feed {
  private readonly log: EventLog;
  readonly messages = new MessageLog();
  private readers = new Set<Reader>();
  private planned: NodeJS.Timeout | NodeJS.Immediate | undefined;
  private plannedMs = Number.POSITIVE_INFINITY;
  private flushedMs = Number.NEGATIVE_INFINITY;
  private readonly presenceTips = new SecondBudget(PRESENCE_TIPS_PER_SECOND);

  constructor(
    private readonly shared: FeedShared,
    private lastSeq: number,
  ) {
    this.log = new EventLog((priority, count) => shared.counters.dropSlow(priority, count));
  }

  /**
   * Adds an event. Readers get it after a gap that grows with their number, with all that was added meanwhile. A message that
   * a client may send again has an identity.
   */
  append(item: WireItem, atMs: number, identity = ""): void {
    const isTip = isPresenceTip(item);
    if (isTip && !this.presenceTips.take(atMs)) {
      this.shared.counters.presenceTipsDropped += 1;
      return;
    }
    this.lastSeq = item.MsgSeq;
    this.log.append(encode(item));
    if (item.Event === 3) this.messages.add({ atMs, identity, item });
    this.flushSoon(isTip && this.readers.size > CROWD ? CROWD_TIPS_GAP_MS : 0);
  }

  /** Takes a poll: it is answered when there is news, and empty after `holdMs`. A poll that still waits on the socket ends. */
  hold(poll: Poll, holdMs: number): void {
    const reader = this.readerOf(poll);
    if (reader.isHeld) this.answer(reader);
    reader.hold(poll);
    this.shared.wheel.schedule(reader, holdMs);
    if (!this.planned) this.serve(reader);
  }

  private readerOf({ outlet, key, ticket, fromSeq }: Poll): Reader {
    const known = outlet.readers.find((reader) => reader.owner === this);
    if (known?.key === key) return known;
    if (known) this.drop(known);
    const reader = new Reader(this, outlet, key, ticket, fromSeq);
    outlet.readers.push(reader);
    this.readers.add(reader);
    return reader;
  }

  /** The socket left the group or is gone: a poll that waits is answered with what there is, and pushes end. */
  releaseOwner(outlet: Outlet): void {
    const reader = outlet.readers.find((one) => one.owner === this);
    if (!reader) return;
    if (reader.isHeld) this.answer(reader);
    this.drop(reader);
  }

  /** As `releaseOwner`, for all. */
  releaseAll(): void {
    for (const reader of this.readers) this.releaseOwner(reader.outlet);
  }

  /** Forgets a reader without a word. */
  drop(reader: Reader): void {
    this.readers.delete(reader);
    this.shared.wheel.cancel(reader);
    const index = reader.outlet.readers.indexOf(reader);
    if (index >= 0) reader.outlet.readers.splice(index, 1);
  }

  /** The hold of a poll is over, or no poll has come for as long. */
  onHoldOver(reader: Reader): void {
    if (reader.isHeld) this.answer(reader);
    else this.drop(reader);
  }

  /** A broadcast was added. The first poll of a client does not ask for those: it is answered, so that the next one can. */
  onBroadcast(): void {
    for (const reader of this.readers) if (reader.isHeld && reader.broadcastFrom === undefined) this.answer(reader);
    this.flushSoon();
  }

  /** Serves all readers soon: at once when the last time is long enough ago. A later plan gives way to an earlier one. */
  flushSoon(leastGapMs = 0): void {
    if (this.readers.size === 0) return;
    const gapMs = Math.max(leastGapMs, Math.min(LONGEST_GAP_MS, this.readers.size * GAP_MS_PER_READER));
    const atMs = this.flushedMs + gapMs;
    if (this.planned && this.plannedMs <= atMs) return;
    this.unplan();
    this.plannedMs = atMs;
    const leftMs = atMs - performance.now();
    this.planned = leftMs < 1 ? setImmediate(() => this.flush()) : setTimeout(() => this.flush(), leftMs);
  }

  private unplan(): void {
    if (this.planned instanceof Object && "refresh" in this.planned) clearTimeout(this.planned);
    else clearImmediate(this.planned);
    this.planned = undefined;
  }

  private flush(): void {
    this.planned = undefined;
    this.flushedMs = performance.now();
    for (const reader of this.readers) this.serve(reader);
  }

  /** Gives a reader what it lacks, by a push or with its poll. One that can take neither now is served with its next poll. */
  private serve(reader: Reader): void {
    const batch = this.log.newestSeq >= reader.nextSeq ? this.log.batchFrom(reader.nextSeq) : null;
    if (batch && mayPushTo(reader, batch)) this.push(reader, batch);
    if (!reader.isHeld) return;
    const hasBroadcast = reader.broadcastFrom !== undefined && this.shared.broadcasts.lastSeq >= reader.broadcastFrom;
    const lacksSome = this.log.newestSeq >= reader.nextSeq || hasBroadcast;
    if ((lacksSome && !reader.outlet.isCongested) || reader.ahead >= ANSWER_AHEAD) this.answer(reader);
  }

  private push(reader: Reader, batch: Batch): void {
    reader.outlet.sendFrame(batch.pushFrame(reader.outlet.isBinary));
    reader.nextSeq = this.lastSeq + 1;
    reader.ahead += batch.events.length;
    this.shared.counters.pushed += batch.events.length;
  }

  /**
   * Answers the waiting poll. The number for the next one says that all before it was delivered on this socket. With much
   * unread there, what can wait waits for a later poll.
   */
  private answer(reader: Reader): void {
    const { isCongested } = reader.outlet;
    const batch = isCongested ? null : this.log.batchFrom(reader.nextSeq);
    if (!isCongested) reader.nextSeq = this.lastSeq + 1;
    const before =
      `{"head":{"ver":"v4","servcmd":${JSON.stringify(reader.servcmd)},"seq":${reader.seq}},"body":{"ActionStatus":"OK",` +
      `"ErrorCode":0,"ErrorInfo":"","Key":${JSON.stringify(reader.key)},"NextSeq":${reader.nextSeq}${this.broadcastPart(reader)}`;
    const { isBinary } = reader.outlet;
    const frame = batch ? wireFrame(isBinary, `${before},"RspMsgList":[`, batch.list, "]}}") : wireFrame(isBinary, `${before}}}`);
    reader.isHeld = false;
    reader.ahead = 0;
    reader.isPushable = batch === null;
    this.shared.counters.polled += batch?.events.length ?? 0;
    this.shared.wheel.schedule(reader, SLOWEST_POLL_MS);
    reader.outlet.sendFrame(frame);
  }

  private broadcastPart(reader: Reader): string {
    if (reader.broadcastFrom === undefined || reader.outlet.isCongested) return "";
    const list = this.shared.broadcasts.listFrom(reader.broadcastFrom);
    return `,"NextBroadcastSeq":${this.shared.broadcasts.lastSeq + 1}${list === "" ? "" : `,"RspBroadcastMsgList":[${list}]`}`;
  }
}

/** Whether a push is read in its order, and the client would recognise every one of these events that it had already. */
function mayPushTo(reader: Reader, batch: Batch): boolean {
  if (!reader.takesPushes || !reader.isPushable || reader.outlet.isCongested) return false;
  return batch.isPushable && reader.ahead + batch.events.length <= MOST_AHEAD;
}

/** The item with the group's id where a push needs it too, so that one encoding serves pushes and polls. */
function encode(item: WireItem): FeedEvent {
  const priority = item.Event === 3 && isPriority(item.MsgPriority) ? item.MsgPriority : null;
  return { seq: item.MsgSeq, kind: item.Event, priority, json: JSON.stringify({ GroupId: item.ToGroupId, ...item }) };
}

function isPresenceTip(item: WireItem): boolean {
  if (item.Event !== 4) return false;
  const { OpType } = item.MsgBody as { OpType?: unknown };
  return OpType === TIP.joined || OpType === TIP.quit;
}
