import type { ChatMessage } from "@/components/chat/chat-state";
import { chatConnection } from "@/components/chat/connection";
import { guessLang } from "@/components/chat/text-parts";
import { type DanmakuGift, onGift } from "./danmaku-feed";
import { DanmakuEngine } from "./engine";
import { type CompiledFilters, compileFilters, isHidden } from "./filters";
import { PatternGuard, spawnPatternWorker } from "./pattern-guard";
import { crossingMs, withSlowPattern } from "./settings";
import { danmakuSettings } from "./settings-store";
import { oneLine, type SpriteStyle } from "./sprite";
import { layoutFor } from "./stage-layout";

/** A room's last messages come right after joining; they have been said before, and stand in the chat. */
const HISTORY_COMES_WITHIN_MS = 3_000;
const HISTORY_OLDER_THAN_MS = 5_000;

const LESS_MOTION = "(prefers-reduced-motion: reduce)";

/** Joins a canvas to the chat, the viewer's settings and the size of the picture. */
export class DanmakuStage {
  readonly #canvas: HTMLCanvasElement;
  readonly #room: { groupId: string; language: string };
  readonly #engine: DanmakuEngine;
  readonly #guard: PatternGuard;
  #filters: CompiledFilters = compileFilters([]);
  #joinedAtMs: number | null = null;
  /** Messages that an expression is being run over. */
  readonly #checking = new Set<string>();

  constructor(canvas: HTMLCanvasElement, room: { groupId: string; language: string }) {
    this.#canvas = canvas;
    this.#room = room;
    this.#engine = new DanmakuEngine(canvas);
    this.#guard = new PatternGuard(spawnPatternWorker, (pattern) =>
      danmakuSettings.change((before) => withSlowPattern(before, pattern)),
    );
  }

  /** Shows what is said from now on, until the returned function is called. */
  start(): () => void {
    const listening = new AbortController();
    const { signal } = listening;
    const motion = matchMedia(LESS_MOTION);
    const sizes = new ResizeObserver(() => this.#arrange());
    if (this.#canvas.parentElement) sizes.observe(this.#canvas.parentElement);
    motion.addEventListener("change", () => this.#arrange(), { signal });
    document.addEventListener("visibilitychange", () => this.#followTab(), { signal });
    const stops = [
      danmakuSettings.subscribe(() => this.#arrange()),
      chatConnection.subscribe(() => this.#followChat()),
      chatConnection.onMessage((news) => {
        if (news.groupId !== this.#room.groupId) return;
        if (news.kind === "came") void this.#hear(news.message);
        else this.#forget(news.id);
      }),
      onGift((gift) => this.#showGift(gift)),
    ];
    this.#arrange();
    this.#followTab();
    this.#followChat();
    return () => {
      listening.abort();
      sizes.disconnect();
      for (const stop of stops) stop();
      this.#engine.pause();
      this.#engine.clear();
      this.#guard.close();
    };
  }

  async #hear(message: ChatMessage): Promise<void> {
    if (this.#isHistory(message) || message.sticker) return;
    const { id, text, isMine, fromId, name } = message;
    const line = oneLine(text);
    const lang = guessLang(line, this.#room.language);
    if (isMine) return this.#engine.show({ id, kind: "own", text: line, lang });
    if (isHidden({ text, fromId, name }, this.#filters)) return;
    if (this.#filters.patterns.length > 0) {
      this.#checking.add(id);
      const isFound = await this.#guard.isFound(text);
      if (!this.#checking.delete(id) || isFound) return;
    }
    this.#engine.show({ id, kind: "message", text: line, lang });
  }

  #isHistory({ state, sentAtMs }: ChatMessage): boolean {
    if (state === "sending") return false;
    const isNew = this.#joinedAtMs === null || performance.now() - this.#joinedAtMs < HISTORY_COMES_WITHIN_MS;
    return isNew && Date.now() - sentAtMs > HISTORY_OLDER_THAN_MS;
  }

  #followChat(): void {
    const isJoined = chatConnection.getSnapshot().phase === "live";
    if (!isJoined) this.#joinedAtMs = null;
    else this.#joinedAtMs ??= performance.now();
  }

  #showGift({ id, text, lang }: DanmakuGift): void {
    const line = oneLine(text);
    this.#engine.show({ id, kind: "gift", text: line, lang: lang ?? guessLang(line, this.#room.language) });
  }

  #forget(id: string): void {
    this.#checking.delete(id);
    this.#engine.hide(id);
  }

  #followTab(): void {
    if (document.hidden) this.#engine.pause();
    else this.#engine.resume();
  }

  #arrange(): void {
    const settings = danmakuSettings.get();
    this.#filters = compileFilters(settings.filters);
    this.#guard.setPatterns(this.#filters.patterns);
    const picture = this.#canvas.parentElement?.getBoundingClientRect();
    if (!picture || picture.width === 0 || picture.height === 0) return;
    const layout = layoutFor(picture.width, picture.height, settings);
    const style = { ...this.#colours(), fontPx: layout.fontPx, ratio: devicePixelRatio };
    const setup = { layout, style, crossingMs: crossingMs[settings.speed], density: settings.density };
    this.#canvas.style.top = `${layout.top}px`;
    this.#canvas.style.width = `${layout.width}px`;
    this.#canvas.style.height = `${layout.height}px`;
    this.#canvas.style.opacity = String(settings.opacity);
    this.#engine.arrange(setup, matchMedia(LESS_MOTION).matches);
  }

  #colours(): Omit<SpriteStyle, "fontPx" | "ratio"> {
    const style = getComputedStyle(this.#canvas);
    const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
    return {
      fontFamily: style.fontFamily,
      ink: token("on-video"),
      edge: token("danmaku-edge"),
      scrim: token("scrim"),
      accent: token("akari"),
      gift: token("danmaku-gift"),
    };
  }
}
