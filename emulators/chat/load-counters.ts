import type { Priority } from "./rate";

/** What went through and what was held off since the start; read by the control action `state`. */
export class LoadCounters {
  /** Events written to sockets, by push and in answers to polls. */
  pushed = 0;
  polled = 0;
  /** Messages over the limit of their group. */
  readonly overLimit: Record<Priority, number> = { High: 0, Normal: 0, Low: 0, Lowest: 0 };
  /** Messages left out for a client that fell too far behind. */
  readonly slowClient: Record<Priority, number> = { High: 0, Normal: 0, Low: 0, Lowest: 0 };
  /** Messages that were let through. */
  sent = 0;
  /** Sockets that were opened, and what went over those that are closed again. */
  connections = 0;
  bytesIn = 0;
  bytesOut = 0;
  presenceTipsDropped = 0;
  unknownCommands = 0;
  /** Connections that were cut: no frame of the SDK, too much sent, too much left unread, nothing taken for long. */
  cutMalformed = 0;
  cutFlooding = 0;
  cutUnread = 0;
  cutStalled = 0;

  dropSlow(priority: Priority, count: number): void {
    this.slowClient[priority] += count;
  }
}
