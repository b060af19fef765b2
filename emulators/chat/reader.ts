import type { Timed } from "./hold-wheel";
import type { PollingTicket } from "./tickets";

/** Where a reader's frames go: its socket. */
export interface Outlet {
  readonly isBinary: boolean;
  /** True while much of what was written has not left: nothing that can wait is added. */
  readonly isCongested: boolean;
  /** The readers of this socket, one for each group it polls. */
  readonly readers: Reader[];
  /** Writes a whole WebSocket frame. */
  sendFrame(frame: Buffer): void;
}

/** One request for events, as it came. */
export interface Poll {
  outlet: Outlet;
  /** Of the request's head; the answer repeats them. */
  servcmd: string;
  seq: number;
  key: string;
  ticket: PollingTicket;
  fromSeq: number;
  /** The first broadcast to deliver, when the client asked for broadcasts. */
  broadcastFrom: number | undefined;
  /** The client takes pushes too. */
  takesPushes: boolean;
}

/**
 * A socket that reads a group. Its first poll makes it, and it stays between polls, because pushes reach the socket then too.
 * Everything before `nextSeq` was written to the socket, and TCP delivers all of it or ends the socket.
 */
export class Reader implements Timed {
  dueTick = 0;
  slotTick = 0;
  nextSeq: number;
  /** Events pushed since the last poll was answered: a client that loses its socket now gets these once more. */
  ahead = 0;
  isHeld = false;
  /** False after an answer with events, until the next poll: the SDK reads a push at once and may overtake that answer. */
  isPushable = true;
  servcmd = "";
  seq = 0;
  broadcastFrom: number | undefined;
  takesPushes = false;

  constructor(
    readonly owner: { onHoldOver(reader: Reader): void; drop(reader: Reader): void },
    readonly outlet: Outlet,
    readonly key: string,
    readonly ticket: PollingTicket,
    fromSeq: number,
  ) {
    this.nextSeq = fromSeq;
  }

  /** Notes a poll, which waits from now on. */
  hold(poll: Poll): void {
    this.isHeld = true;
    this.isPushable = true;
    this.servcmd = poll.servcmd;
    this.seq = poll.seq;
    this.broadcastFrom = poll.broadcastFrom;
    this.takesPushes = poll.takesPushes;
    // What the client did not ask for again it has; what was pushed it may ask for again, but will get.
    if (!poll.takesPushes || poll.fromSeq > this.nextSeq) this.nextSeq = poll.fromSeq;
  }

  onDue(): void {
    this.owner.onHoldOver(this);
  }
}
