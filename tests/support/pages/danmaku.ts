import type { Locator, Page } from "@playwright/test";

/** Where a stage of danmaku is painted. */
export interface Ink {
  /** Painted pixels. */
  count: number;
  /** The leftmost and rightmost painted column, as a share of the width. */
  left: number;
  right: number;
  /** Separate bands of painted rows: the lanes that are in use. */
  bands: number;
  /** Pixels of the colour that marks the viewer's own messages. */
  own: number;
}

/** The danmaku of a room page: its canvas, and the panel with the viewer's settings. */
export class DanmakuPage {
  readonly canvas: Locator;
  readonly panel: Locator;

  constructor(readonly page: Page) {
    this.canvas = page.locator("canvas[data-danmaku]");
    this.panel = page.getByRole("dialog", { name: "Danmaku settings" });
  }

  /** Reads the canvas's pixels. */
  async ink(): Promise<Ink> {
    return this.canvas.evaluate((element: HTMLCanvasElement) => {
      const { width, height } = element;
      const pixels = element.getContext("2d")?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
      const rows = new Array<boolean>(height).fill(false);
      const ink = { count: 0, left: width, right: -1, bands: 0, own: 0 };
      for (let index = 0; index < pixels.length; index += 4) {
        const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(index, index + 4);
        if (alpha === 0) continue;
        const x = (index / 4) % width;
        ink.count += 1;
        ink.left = Math.min(ink.left, x);
        ink.right = Math.max(ink.right, x);
        rows[Math.floor(index / 4 / width)] = true;
        if (alpha === 255 && red > 240 && green > 120 && green < 200 && blue < 90) ink.own += 1;
      }
      for (const [row, isPainted] of rows.entries()) if (isPainted && !rows[row - 1]) ink.bands += 1;
      return { ...ink, left: ink.left / width, right: ink.right / width };
    });
  }

  async openPanel(): Promise<void> {
    await this.page.getByRole("button", { name: "Danmaku settings" }).click();
    await this.panel.waitFor();
  }

  /** Adds a filter as the viewer does; the panel stays open. */
  async addFilter(kind: "Word" | "Person" | "Pattern", value: string): Promise<void> {
    await this.panel.getByRole("radio", { name: kind }).check();
    await this.panel.getByRole("textbox").fill(value);
    await this.panel.getByRole("button", { name: "Add" }).click();
    await this.panel.getByRole("listitem").filter({ hasText: value }).waitFor();
  }
}
