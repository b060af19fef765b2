import type { DanmakuSettings } from "./settings";
import type { SpriteStyle } from "./sprite";
import type { StageLayout } from "./stage-layout";
import type { DanmakuItem } from "./waiting-list";

/** All that decides where and how messages are shown. */
export interface Setup {
  layout: StageLayout;
  style: SpriteStyle;
  crossingMs: number;
  density: DanmakuSettings["density"];
}

/** An item with the size that it has in device pixels. */
export interface SizedItem extends DanmakuItem {
  size: { width: number; height: number };
}

/** The places of a stage and what is in them. */
export interface Board {
  readonly count: number;
  /** Shows an item from now on; false when there is no room yet. */
  place(item: SizedItem, nowMs: number): boolean;
  /** Takes away what has ended, and paints the others when they have moved. */
  paint(context: CanvasRenderingContext2D, nowMs: number): void;
  /** Goes on under another setup. */
  arrange(setup: Setup, nowMs: number): void;
  /** Draws texts anew that are stretched since the stage changed, one in each call; false when there are none. */
  sharpen(): boolean;
  remove(id: string): void;
  clear(): void;
}
