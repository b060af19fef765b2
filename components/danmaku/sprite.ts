/** What flies: a message of the chat, the viewer's own, or a gift. */
export type DanmakuKind = "message" | "own" | "gift";

export interface DanmakuText {
  kind: DanmakuKind;
  text: string;
  /** Language of the text, so that Han characters get the right forms. */
  lang?: string;
}

/** How text is drawn on a stage, taken from the page's own styles. */
export interface SpriteStyle {
  fontFamily: string;
  fontPx: number;
  /** Device pixels per CSS pixel. */
  ratio: number;
  ink: string;
  edge: string;
  scrim: string;
  accent: string;
  gift: string;
}

/** A text drawn once; each frame only copies it. Sizes in device pixels. */
export interface Sprite {
  image: ImageBitmap;
  width: number;
  height: number;
}

/** Longer messages are cut on the picture; the chat has all of them. */
const MOST_CHARACTERS = 80;
const MOST_WIDTH = 4_096;
const EDGE_EM = 0.2;
const PADDING_EM = 0.5;

/** What a message is on the picture: one line of bounded length. */
export function oneLine(text: string): string {
  const characters = [...text.replace(/\s+/gu, " ").trim()];
  return characters.length > MOST_CHARACTERS ? `${characters.slice(0, MOST_CHARACTERS - 1).join("")}…` : characters.join("");
}

let ruler: OffscreenCanvasRenderingContext2D | null = null;

/** Width and height that a text will have, in device pixels. */
export function measure(item: DanmakuText, style: SpriteStyle): { width: number; height: number } {
  ruler ??= new OffscreenCanvas(1, 1).getContext("2d");
  if (!ruler) throw new Error("no 2d context");
  prepare(ruler, item, style);
  const em = style.fontPx * style.ratio;
  const width = Math.ceil(ruler.measureText(item.text).width + 2 * sideOf(item, em));
  return { width: Math.min(MOST_WIDTH, Math.max(1, width)), height: Math.ceil(em * 1.5) };
}

/** Draws a text once. */
export function drawSprite(item: DanmakuText, size: { width: number; height: number }, style: SpriteStyle): Sprite {
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no 2d context");
  prepare(context, item, style);
  const em = style.fontPx * style.ratio;
  const middle = size.height / 2;
  if (item.kind === "own") {
    const bar = Math.round(em * 0.14);
    context.fillStyle = style.scrim;
    context.fillRect(0, 0, size.width, size.height);
    context.fillStyle = style.accent;
    context.fillRect(0, size.height - bar, size.width, bar);
  } else {
    context.lineJoin = "round";
    context.lineWidth = em * EDGE_EM;
    context.strokeStyle = style.edge;
    context.strokeText(item.text, sideOf(item, em), middle);
  }
  context.fillStyle = item.kind === "gift" ? style.gift : style.ink;
  context.fillText(item.text, sideOf(item, em), middle);
  return { image: canvas.transferToImageBitmap(), ...size };
}

function sideOf({ kind }: DanmakuText, em: number): number {
  return em * (kind === "own" ? PADDING_EM : EDGE_EM);
}

function prepare(context: OffscreenCanvasRenderingContext2D, { lang }: DanmakuText, style: SpriteStyle): void {
  context.font = `700 ${style.fontPx * style.ratio}px ${style.fontFamily}`;
  context.textBaseline = "middle";
  if ("lang" in context) context.lang = lang ?? "inherit"; // not every browser has it yet
}
