import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type KeptEvent, keptEvent, nameOf, type PushEvent, pushEvent } from "./events";

const openPush = z.object({ startedMs: z.number(), event: pushEvent });

/** A push that has been reported started and not yet ended. */
export type OpenPush = z.infer<typeof openPush>;

const ban = z.object({ untilMs: z.number(), reason: z.string() });
/** Until when a stream may not be pushed, and why. */
export type Ban = z.infer<typeof ban>;

const content = z.object({
  lastSequence: z.int().default(0),
  open: z.array(openPush).default([]),
  pending: z.array(keptEvent).default([]),
  forbidden: z.record(z.string(), ban).default({}),
});

/**
 * What must outlive a killed process: open pushes, events nobody has acknowledged, and the last sequence number.
 * Each change is written, whole, before the call returns: it survives a killed process, not a power cut.
 */
export class Journal {
  private readonly path: string;
  private readonly content: z.infer<typeof content>;

  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true });
    this.path = join(dataDir, "journal.json");
    this.content = this.read();
  }

  get open(): readonly OpenPush[] {
    return this.content.open;
  }

  get pending(): readonly KeptEvent[] {
    return this.content.pending;
  }

  /** A number no earlier push had, also over restarts and when the journal was lost. */
  nextSequence(nowMs: number): string {
    this.content.lastSequence = Math.max(this.content.lastSequence + 1, Math.floor(nowMs) * 1000);
    return String(this.content.lastSequence);
  }

  /** Records a started push, and its event as pending when someone is to be told. */
  start(push: OpenPush, isReported: boolean): void {
    this.content.open.push(push);
    if (isReported) this.content.pending.push(push.event);
    this.save();
  }

  /** Records the end of the push with this event's sequence, and the event as pending when someone is to be told. */
  end(event: PushEvent, isReported: boolean): void {
    this.content.open = this.content.open.filter((push) => push.event.sequence !== event.sequence);
    if (isReported) this.content.pending.push(event);
    this.save();
  }

  /** Records an event of its own as pending when someone is to be told. One that waits already is not recorded twice. */
  note(event: KeptEvent, isReported: boolean): void {
    if (!isReported || this.content.pending.some((other) => nameOf(other) === nameOf(event))) return;
    this.content.pending.push(event);
    this.save();
  }

  /** The ban of a stream, also when it is over. */
  banOf(streamName: string): Ban | null {
    return this.content.forbidden[streamName] ?? null;
  }

  /** Forbids a stream, or with null allows it again. */
  setBan(streamName: string, ban: Ban | null): void {
    if (ban) this.content.forbidden[streamName] = ban;
    else delete this.content.forbidden[streamName];
    this.save();
  }

  /** Forgets an event that was acknowledged or given up. */
  settle(event: KeptEvent): void {
    this.content.pending = this.content.pending.filter((other) => nameOf(other) !== nameOf(event));
    this.save();
  }

  private read(): z.infer<typeof content> {
    if (!existsSync(this.path)) return content.parse({});
    try {
      return content.parse(JSON.parse(readFileSync(this.path, "utf8")));
    } catch (error) {
      const aside = `${this.path}.unreadable`;
      renameSync(this.path, aside);
      console.error(`live: the journal could not be read and was moved to ${aside}:`, error);
      return content.parse({});
    }
  }

  /** A full disk costs the memory over restarts, not the streams: fails open. */
  private save(): void {
    try {
      writeFileSync(`${this.path}.new`, JSON.stringify(this.content));
      renameSync(`${this.path}.new`, this.path);
    } catch (error) {
      console.error("live: the journal could not be written:", error);
    }
  }
}
