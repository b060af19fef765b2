import type { Board, Setup } from "./board";
import { FlyingBoard } from "./flying-board";
import { measure } from "./sprite";
import { StandingBoard } from "./standing-board";
import { type DanmakuItem, WaitingList } from "./waiting-list";

/** Time of one frame that may go into measuring and drawing new texts; the rest of them waits for the next frame. */
const BUDGET_MS = 4;

/** Shows messages on a canvas. It has a clock of its own that stands still while nobody looks, and rests while there is nothing to show. */
export class DanmakuEngine {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #waiting = new WaitingList();
  #setup: Setup | null = null;
  #isStill = false;
  #board: Board | null = null;
  #frame: number | null = null;
  #pausedAtMs: number | null = null;
  #pausedMs = 0;

  constructor(canvas: HTMLCanvasElement) {
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no 2d context");
    this.#canvas = canvas;
    this.#context = context;
  }

  /** How many messages are on the stage, and how many wait for a place. */
  get counts(): { shown: number; waiting: number } {
    return { shown: this.#board?.count ?? 0, waiting: this.#waiting.size };
  }

  /** Shows all from now on as this says; what is on the stage goes on from where it is. `isStill` lets lines stand instead of fly. */
  arrange(setup: Setup, isStill: boolean): void {
    this.#setup = setup;
    this.#waiting.setDensity(setup.density);
    this.#waiting.forgetSizes();
    this.#fitCanvas(setup);
    if (this.#board && isStill === this.#isStill) {
      this.#board.arrange(setup, this.#nowMs());
    } else {
      this.#board?.clear();
      this.#board = isStill ? new StandingBoard(setup) : new FlyingBoard(setup);
      this.#isStill = isStill;
    }
    this.#board.paint(this.#context, this.#nowMs()); // a resized canvas is empty
    this.#wake();
  }

  /** Shows a message as soon as it finds a place. What comes while nobody looks is not kept. */
  show(item: DanmakuItem): void {
    if (this.#pausedAtMs !== null || item.text === "") return;
    this.#waiting.add(item, this.#nowMs());
    this.#wake();
  }

  /** Takes a message away, wherever it is. */
  hide(id: string): void {
    this.#waiting.remove(id);
    this.#board?.remove(id);
    this.#wake();
  }

  /** Stops the clock. */
  pause(): void {
    this.#pausedAtMs ??= performance.now();
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
  }

  /** Goes on where it stopped. */
  resume(): void {
    if (this.#pausedAtMs === null) return;
    this.#pausedMs += performance.now() - this.#pausedAtMs;
    this.#pausedAtMs = null;
    this.#wake();
  }

  /** Takes everything away at once. */
  clear(): void {
    this.#waiting.clear();
    this.#board?.clear();
    this.#context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
  }

  #nowMs(): number {
    return (this.#pausedAtMs ?? performance.now()) - this.#pausedMs;
  }

  #wake(): void {
    if (this.#frame !== null || this.#pausedAtMs !== null || !this.#board) return;
    this.#frame = requestAnimationFrame(() => this.#onFrame());
  }

  #onFrame(): void {
    this.#frame = null;
    const { board, setup } = { board: this.#board, setup: this.#setup };
    if (!board || !setup) return;
    const untilMs = performance.now() + BUDGET_MS;
    this.#admit(board, setup, untilMs);
    while (performance.now() < untilMs && board.sharpen());
    board.paint(this.#context, this.#nowMs());
    if (board.count > 0 || this.#waiting.size > 0) this.#wake();
  }

  #admit(board: Board, setup: Setup, untilMs: number): void {
    const nowMs = this.#nowMs();
    for (const kind of WaitingList.kinds) {
      for (;;) {
        const item = this.#waiting.peek(kind, nowMs);
        if (!item) break;
        if (performance.now() >= untilMs) return;
        item.size ??= measure(item, setup.style);
        if (!board.place({ ...item, size: item.size }, nowMs)) break;
        this.#waiting.shift(kind);
      }
    }
  }

  #fitCanvas({ layout, style }: Setup): void {
    const [width, height] = [Math.round(layout.width * style.ratio), Math.round(layout.height * style.ratio)];
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
  }
}
