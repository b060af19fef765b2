import type { HoldWheel, Timed } from "./hold-wheel";
import type { Session } from "./session";

/** A request for events that gets none: its key is forged, or its holder may not read any more. */
export interface DeadPoll {
  session: Session;
  servcmd: string;
  seq: number;
  key: string;
  fromSeq: number;
}

/** So many may wait on one socket. Others are answered at once. */
const MOST_WAITING = 8;
const SHORTEST_HOLD_MS = 1_000;

class Waiting implements Timed {
  dueTick = 0;
  slotTick = 0;

  constructor(private readonly poll: DeadPoll) {}

  onDue(): void {
    this.poll.session.deadPolls -= 1;
    answerEmpty(this.poll);
  }
}

/** Answers a dead poll with nothing, after the time a living one would have been held: the client learns nothing here. */
export function holdDead(wheel: HoldWheel, poll: DeadPoll, holdMs: number): void {
  if (poll.session.deadPolls >= MOST_WAITING) {
    answerEmpty(poll);
    return;
  }
  poll.session.deadPolls += 1;
  wheel.schedule(new Waiting(poll), Math.max(holdMs, SHORTEST_HOLD_MS));
}

function answerEmpty({ session, servcmd, seq, key, fromSeq }: DeadPoll): void {
  session.answer({ servcmd, seq }, { Key: key, NextSeq: fromSeq });
}
