import "server-only";
import { after } from "next/server";
import { logError } from "./log";

const GATHER_MS = 200;
/** A plan of this age was lost with its request. */
const LOST_MS = 5_000;
const MOST_NOTES = 5_000;

/**
 * Gathers notes of many requests of this process and hands them over together a moment later, after the answers: no request
 * waits for them. What is gathered when a process dies is lost, and so is what cannot be handed over.
 */
export class Gatherer<T> {
  #notes: T[] = [];
  #plannedAtMs: number | null = null;

  constructor(
    private readonly name: string,
    private readonly handOver: (notes: T[]) => Promise<void>,
  ) {}

  /** Adds a note; called while a request is answered, or after. */
  add(note: T): void {
    if (this.#notes.length < MOST_NOTES) this.#notes.push(note);
    const nowMs = Date.now();
    if (this.#plannedAtMs !== null && nowMs - this.#plannedAtMs < LOST_MS) return;
    this.#plannedAtMs = nowMs;
    after(() => this.#flush());
  }

  async #flush(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
    const notes = this.#notes;
    this.#notes = [];
    this.#plannedAtMs = null;
    try {
      await this.handOver(notes);
    } catch (error) {
      logError(`${this.name} lost`, error, { notes: notes.length });
    }
  }
}
