import Danmaku from "danmaku";
import { DanmakuEngine } from "../../components/danmaku/engine";
import { DEFAULTS } from "../../components/danmaku/settings";
import { layoutFor } from "../../components/danmaku/stage-layout";

// Runs in the browser: our engine and npm `danmaku` on the same stage, with the same texts, sizes and crossing.

export type EngineName = "hiroba" | "canvas" | "dom";

const WIDTH = 1_280;
const HEIGHT = 720;
const CROSSING_MS = 9_000;
const FONT_PX = 24;
const FONT = "sans-serif";
const INK = "#fff";
const EDGE = "#14202e";
const EDGE_PX = 4.8;
const TEXTS = ["666", "主播好厉害", "哈哈哈哈哈哈", "関連をフォロー", "this is so good", "この曲すき🚀", "来了来了", "888888"];

interface Stage {
  show(text: string): void;
  end(): void;
}

const openers: Record<EngineName, (container: HTMLElement) => Stage> = {
  hiroba(container) {
    const canvas = document.createElement("canvas");
    container.append(canvas);
    const engine = new DanmakuEngine(canvas);
    const layout = { ...layoutFor(WIDTH, HEIGHT, DEFAULTS), fontPx: FONT_PX, height: HEIGHT };
    const colours = { ink: INK, edge: EDGE, scrim: "#000", accent: "#f90", gift: "#fc6" };
    const style = { fontFamily: FONT, fontPx: FONT_PX, ratio: devicePixelRatio, ...colours };
    engine.arrange({ layout, style, crossingMs: CROSSING_MS, density: "all" }, false);
    let id = 0;
    return { show: (text) => engine.show({ id: String(id++), kind: "message", text }), end: () => engine.clear() };
  },
  canvas: (container) => openPeer(container, "canvas"),
  dom: (container) => openPeer(container, "dom"),
};

function openPeer(container: HTMLElement, engine: "canvas" | "dom"): Stage {
  const peer = new Danmaku({ container, engine, comments: [], speed: WIDTH / (CROSSING_MS / 1_000) });
  const font = `700 ${FONT_PX}px ${FONT}`;
  const edge = `0 0 2px ${EDGE}`;
  const style =
    engine === "canvas"
      ? { font, fillStyle: INK, strokeStyle: EDGE, lineWidth: EDGE_PX, lineJoin: "round" as const }
      : { font, color: INK, textShadow: `${edge}, ${edge}`, whiteSpace: "nowrap" };
  return { show: (text) => void peer.emit({ text, mode: "rtl", style }), end: () => peer.destroy() };
}

function open(name: EngineName): Stage & { next(): void } {
  const container = document.createElement("div");
  container.style.cssText = `position:relative;width:${WIDTH}px;height:${HEIGHT}px;overflow:hidden;background:linear-gradient(90deg,#234,#432)`;
  document.body.replaceChildren(container);
  const stage = openers[name](container);
  let count = 0;
  return { ...stage, next: () => stage.show(`${TEXTS[count % TEXTS.length]} ${count++}`) };
}

let filled: { end(): void } | null = null;

/** Lets messages come evenly, so that `onScreen` of them fly at once; resolves when the first ones have crossed. */
async function fill(name: EngineName, onScreen: number): Promise<void> {
  const stage = open(name);
  const startedMs = performance.now();
  let shown = 0;
  const timer = setInterval(() => {
    const due = ((performance.now() - startedMs) / CROSSING_MS) * onScreen;
    while (shown < due) {
      stage.next();
      shown += 1;
    }
  }, 25);
  filled = {
    end: () => {
      clearInterval(timer);
      stage.end();
    },
  };
  await new Promise((resolve) => setTimeout(resolve, CROSSING_MS + 500));
}

function end(): void {
  filled?.end();
}

/** Frames of the next seconds, and how long they took. */
function countFrames(seconds: number): Promise<{ frames: number; passedMs: number }> {
  return new Promise((resolve) => {
    const startedMs = performance.now();
    let frames = -1;
    const frame = () => {
      frames += 1;
      const passedMs = performance.now() - startedMs;
      if (passedMs < seconds * 1_000) requestAnimationFrame(frame);
      else resolve({ frames, passedMs });
    };
    requestAnimationFrame(frame);
  });
}

/** The longest time in which nothing else could run on the page, in the seconds after many messages have come at once. */
async function longestTask(name: EngineName, atOnce: number, seconds: number): Promise<number> {
  const stage = open(name);
  stage.next(); // fonts are loaded by now
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const { port1, port2 } = new MessageChannel();
  const startedMs = performance.now();
  let longest = 0;
  let lastMs = startedMs;
  const ended = new Promise<void>((resolve) => {
    port2.onmessage = () => {
      const nowMs = performance.now();
      longest = Math.max(longest, nowMs - lastMs);
      lastMs = nowMs;
      if (nowMs - startedMs < seconds * 1_000) port1.postMessage(null);
      else resolve();
    };
  });
  port1.postMessage(null);
  for (let index = 0; index < atOnce; index++) stage.next();
  await ended;
  stage.end();
  return longest;
}

const bench = { fill, countFrames, end, longestTask };
export type DanmakuBench = typeof bench;
Object.assign(window, { bench });
