import type { Board, Setup, SizedItem } from "./board";
import { drawSprite, type Sprite } from "./sprite";
import { STANDING_LINES, STANDS_AT_MOST_MS, standingLine } from "./stage-layout";

interface Line {
  item: SizedItem;
  sprite: Sprite;
  sinceMs: number;
}

/** For people who asked for less motion: a few lines stand at the top left and are replaced in their place. */
export class StandingBoard implements Board {
  #setup: Setup;
  #lines: (Line | null)[] = new Array(STANDING_LINES).fill(null);
  #isChanged = false;

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  get count(): number {
    return this.#lines.filter(Boolean).length;
  }

  place(item: SizedItem, nowMs: number): boolean {
    const open = this.#lines.slice(0, this.#setup.layout.lanes);
    const index = standingLine(
      open.map((line) => line?.sinceMs ?? null),
      nowMs,
    );
    if (index === null) return false;
    this.#lines[index]?.sprite.image.close();
    this.#lines[index] = { item, sinceMs: nowMs, sprite: drawSprite(item, item.size, this.#setup.style) };
    this.#isChanged = true;
    return true;
  }

  paint(context: CanvasRenderingContext2D, nowMs: number): void {
    for (const line of this.#lines) if (line && nowMs - line.sinceMs >= STANDS_AT_MOST_MS) this.remove(line.item.id);
    if (!this.#isChanged) return;
    this.#isChanged = false;
    const { style, layout } = this.#setup;
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
    for (const [index, line] of this.#lines.entries()) {
      if (!line) continue;
      const top = Math.round(index * layout.laneHeight * style.ratio);
      context.drawImage(line.sprite.image, Math.round(style.fontPx * style.ratio), top);
    }
  }

  arrange(setup: Setup): void {
    this.#setup = setup;
    this.clear(); // texts of another size would stand beside each other
  }

  sharpen(): boolean {
    return false;
  }

  remove(id: string): void {
    for (const [index, line] of this.#lines.entries()) {
      if (line?.item.id !== id) continue;
      line.sprite.image.close();
      this.#lines[index] = null;
      this.#isChanged = true;
    }
  }

  clear(): void {
    for (const line of this.#lines) line?.sprite.image.close();
    this.#lines.fill(null);
    this.#isChanged = true;
  }
}
