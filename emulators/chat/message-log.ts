import type { WireItem } from "./wire-items";

/** How many messages of a group stay inspectable. */
const KEPT_MESSAGES = 200;

/** What who joins gets of what was said before: so many messages, and none older than this. */
export const HISTORY = { count: 20, ms: 24 * 3600 * 1000 };

/** A message that was let through. */
export interface KeptMessage {
  atMs: number;
  /** The same for a repeat of the same send; "" for what is not known any more. */
  identity: string;
  item: WireItem;
}

/** The newest ordinary messages of a group. */
export class MessageLog {
  private messages: KeptMessage[] = [];

  add(message: KeptMessage): void {
    this.messages.push(message);
    if (this.messages.length > KEPT_MESSAGES) this.messages.shift();
  }

  /** The last `count` messages sent since `sinceMs`, oldest first. */
  since(sinceMs: number, count = KEPT_MESSAGES): KeptMessage[] {
    return this.messages.filter(({ atMs }) => atMs >= sinceMs).slice(-count);
  }
}
