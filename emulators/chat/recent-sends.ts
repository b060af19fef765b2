import type { Answer } from "./frames";

/** The same send within this time is answered again, not delivered again. */
export const DUPLICATE_MS = 5 * 60 * 1000;
const REMEMBERED_SENDS = 2_000;

/**
 * Runs each send once. The SDK sends a message again when its socket broke before the answer came, and Tencent drops a REST
 * repeat within five minutes.
 */
export class RecentSends {
  private readonly sends = new Map<string, { atMs: number; answer: Promise<Answer> }>();

  /** What the send with this identity came to; runs it when it has not come to anything yet. */
  once(identity: string, nowMs: number, run: () => Promise<Answer>): Promise<Answer> {
    const earlier = this.sends.get(identity);
    if (earlier && nowMs - earlier.atMs < DUPLICATE_MS) return earlier.answer;
    const answer = run();
    this.sends.set(identity, { atMs: nowMs, answer });
    answer.catch(() => this.sends.delete(identity)); // a refused message may be tried again
    const oldest = this.sends.keys().next().value;
    if (this.sends.size > REMEMBERED_SENDS && oldest !== undefined) this.sends.delete(oldest);
    return answer;
  }

  /** What a send came to before a restart. */
  remember(identity: string, atMs: number, answer: Answer): void {
    this.sends.set(identity, { atMs, answer: Promise.resolve(answer) });
  }

  clear(): void {
    this.sends.clear();
  }
}
