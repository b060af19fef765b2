const TICK_MS = 50;
const SLOTS = 512;

/** Something that happens once its time is over. The wheel alone writes `dueTick` and `slotTick`. */
export interface Timed {
  /** When it happens, in ticks; 0 when it does not wait. */
  dueTick: number;
  /** The earliest slot it lies in, in ticks; 0 when in none. */
  slotTick: number;
  onDue(): void;
}

/**
 * One timer for everything that waits, however much that is. A time may be exceeded by a tick of 50 ms. Whatever is put off
 * again and again, as polls are, lies in one slot only and moves on when that slot comes.
 */
export class HoldWheel {
  private slots: (Timed[] | undefined)[] = new Array(SLOTS);
  private tick = 1;
  private lying = 0;
  private timer: NodeJS.Timeout | undefined;
  private zeroMs = 0;

  /** Calls `onDue` after `ms`, and not at an earlier time that was set before. */
  schedule(timed: Timed, ms: number): void {
    if (!this.timer) this.start();
    timed.dueTick = this.tick + Math.max(1, Math.ceil(ms / TICK_MS));
    if (timed.slotTick === 0 || timed.dueTick < timed.slotTick) this.lay(timed);
  }

  /** Forgets what was scheduled. */
  cancel(timed: Timed): void {
    timed.dueTick = 0;
  }

  private start(): void {
    this.zeroMs = performance.now() - this.tick * TICK_MS;
    this.timer = setInterval(() => this.catchUp(), TICK_MS).unref();
  }

  /** The clock decides, not the number of timer calls: a busy process makes few of them. */
  private catchUp(): void {
    const now = Math.floor((performance.now() - this.zeroMs) / TICK_MS);
    while (this.tick < now) this.turn();
    if (this.lying > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private lay(timed: Timed): void {
    timed.slotTick = Math.min(timed.dueTick, this.tick + SLOTS - 1);
    const index = timed.slotTick % SLOTS;
    const slot = this.slots[index];
    if (slot) slot.push(timed);
    else this.slots[index] = [timed];
    this.lying += 1;
  }

  private turn(): void {
    this.tick += 1;
    const slot = this.slots[this.tick % SLOTS];
    this.slots[this.tick % SLOTS] = undefined;
    for (const timed of slot ?? []) this.take(timed);
  }

  private take(timed: Timed): void {
    this.lying -= 1;
    if (timed.slotTick !== this.tick) return; // it lies in an earlier slot too, which has come already
    timed.slotTick = 0;
    if (timed.dueTick > this.tick) this.lay(timed);
    else if (timed.dueTick > 0) {
      timed.dueTick = 0;
      timed.onDue();
    }
  }
}
