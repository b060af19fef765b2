import type { EngineEnd } from "./engine";
import { openFlv } from "./flv-engine";

/**
 * idle: there is nothing to play. connecting: no picture yet. buffering: the picture stands still and waits.
 * paused: the viewer stopped it. failed: tried several times. refused: the address is no longer good.
 * ended: the stream stopped. unsupported: this browser has no Media Source.
 */
export type PlaybackState =
  | "idle"
  | "connecting"
  | "playing"
  | "buffering"
  | "paused"
  | "failed"
  | "refused"
  | "ended"
  | "unsupported";

export interface PlaybackView {
  state: PlaybackState;
  /** True while a frame of the stream is on screen. */
  hasPicture: boolean;
  /** The browser plays without sound until the viewer asks for it. */
  isSoundBlocked: boolean;
}

const BUFFERING_AFTER_MS = 600;
const STALLED_AFTER_MS = 8_000;
const KEEP_PAUSED_MS = 30_000;
const STABLE_AFTER_MS = 5_000;
const SILENT_TRIES = 3;
const LONGEST_WAIT_MS = 15_000;
const EDGE_SECONDS = 0.3;
const FAR_FROM_EDGE_SECONDS = 2;

/** Plays one live address in a video element and says honestly how it goes. Tries again by itself for as long as it has an address. */
export class LivePlayback {
  /** Called when the address may be stale: refused, gone, or at its end. */
  onStale: () => void = () => {};

  #view: PlaybackView = { state: "idle", hasPicture: false, isSoundBlocked: false };
  readonly #readers = new Set<() => void>();
  #video: HTMLVideoElement | null = null;
  #url: string | null = null;
  /** The present start; what an older one still reports is not heard. */
  #start: AbortController | null = null;
  #isOpen = false;
  #failures = 0;
  #playingSinceMs = 0;
  #movedAtMs = 0;
  #lastTime = 0;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #waitTimer: ReturnType<typeof setTimeout> | undefined;
  #pauseTimer: ReturnType<typeof setTimeout> | undefined;

  readonly subscribe = (reader: () => void): (() => void) => {
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  };

  readonly getView = (): PlaybackView => this.#view;

  /** Uses a video element until the returned function is called. */
  attach(video: HTMLVideoElement): () => void {
    this.#video = video;
    const listening = new AbortController();
    const on = (name: string, handler: () => void) => video.addEventListener(name, handler, { signal: listening.signal });
    on("waiting", () => this.#onWaiting());
    on("timeupdate", () => this.#onMoved());
    on("pause", () => this.#isOpen && this.#view.state === "playing" && this.pause());
    document.addEventListener("visibilitychange", () => document.hidden || this.#toEdge(), { signal: listening.signal });
    const watch = setInterval(() => this.#watch(), 1_000);
    if (this.#url) this.#beginAfresh();
    return () => {
      listening.abort();
      clearInterval(watch);
      this.#stop();
      this.#video = null;
    };
  }

  /** Plays this address. A new signature for the stream that already plays is kept for the next start. */
  setUrl(url: string | null): void {
    const isSame = url !== null && this.#url !== null && streamOf(url) === streamOf(this.#url);
    this.#url = url;
    if (!this.#video) return;
    if (url === null) {
      this.#stop();
      this.#show({ state: "idle", isSoundBlocked: false });
    } else if (!isSame || this.#view.state === "refused" || this.#view.state === "ended") {
      if (isSame) this.#begin();
      else this.#beginAfresh();
    }
  }

  pause(): void {
    if (!this.#isOpen || !this.#video) return;
    this.#video.pause();
    clearTimeout(this.#waitTimer);
    this.#show({ state: "paused" });
    this.#pauseTimer = setTimeout(() => this.#view.state === "paused" && this.#stop(), KEEP_PAUSED_MS); // nobody pays for what nobody sees
  }

  /** Goes on at the present moment, not where it was paused. */
  resume(): void {
    clearTimeout(this.#pauseTimer);
    if (!this.#isOpen) {
      this.#beginAfresh();
      return;
    }
    this.#toEdge();
    this.#movedAtMs = Date.now();
    this.#show({ state: "buffering" });
    void this.#play();
  }

  /** Tries at once. */
  retry(): void {
    if (this.#view.state !== "failed") this.onStale();
    this.#beginAfresh();
  }

  /** The viewer has asked for sound, so that the browser allows it. */
  allowSound(): void {
    if (this.#view.isSoundBlocked) this.#show({ isSoundBlocked: false });
  }

  #beginAfresh(): void {
    this.#failures = 0;
    this.#show({ state: "connecting" });
    this.#begin();
  }

  #begin(): void {
    const video = this.#video;
    const url = this.#url;
    this.#stop();
    if (!video || url === null) return;
    const start = new AbortController();
    this.#start = start;
    this.#movedAtMs = Date.now();
    video.requestVideoFrameCallback?.(() => start === this.#start && this.#onFirstFrame());
    const onEnd = (end: EngineEnd) => start === this.#start && this.#onEnd(end);
    openFlv(video, { url, signal: start.signal, onEnd }).then(
      (outcome) => {
        if (outcome === "unsupported") this.#show({ state: "unsupported" });
        if (outcome !== "open") return;
        this.#isOpen = true;
        void this.#play();
      },
      () => onEnd("broken"), // the player's own script could not be loaded
    );
  }

  #stop(): void {
    this.#start?.abort();
    this.#start = null;
    this.#isOpen = false;
    clearTimeout(this.#retryTimer);
    clearTimeout(this.#waitTimer);
    clearTimeout(this.#pauseTimer);
    this.#lastTime = 0;
    this.#show({ hasPicture: false });
  }

  async #play(): Promise<void> {
    const video = this.#video;
    const start = this.#start;
    if (!video) return;
    try {
      await video.play();
    } catch (error) {
      if (start !== this.#start || !(error instanceof DOMException) || error.name !== "NotAllowedError") return;
      if (video.muted) return this.#show({ state: "paused" }); // not even a silent picture is allowed
      video.muted = true;
      this.#show({ isSoundBlocked: true });
      await this.#play();
    }
  }

  #onFirstFrame(): void {
    performance.mark("player:first-frame");
    this.#isPlaying();
  }

  #onMoved(): void {
    const time = this.#video?.currentTime ?? 0;
    if (time === this.#lastTime || !this.#isOpen) return;
    this.#lastTime = time;
    this.#isPlaying();
  }

  #isPlaying(): void {
    this.#movedAtMs = Date.now();
    clearTimeout(this.#waitTimer);
    this.#waitTimer = undefined;
    if (this.#view.state === "playing" || this.#view.state === "paused") return;
    this.#playingSinceMs = Date.now();
    this.#show({ state: "playing", hasPicture: true });
  }

  #onWaiting(): void {
    if (this.#view.state !== "playing") return;
    this.#waitTimer ??= setTimeout(() => this.#show({ state: "buffering" }), BUFFERING_AFTER_MS);
  }

  #watch(): void {
    const isWaiting = this.#view.state === "playing" || this.#view.state === "buffering" || this.#view.state === "connecting";
    if (!isWaiting || !this.#isOpen || document.hidden) return;
    if (Date.now() - this.#movedAtMs > STALLED_AFTER_MS) this.#onEnd("broken");
  }

  #onEnd(end: EngineEnd): void {
    const wasStable = this.#view.state === "playing" && Date.now() - this.#playingSinceMs > STABLE_AFTER_MS;
    this.#failures = wasStable ? 1 : this.#failures + 1;
    const wasPaused = this.#view.state === "paused";
    this.#stop();
    if (wasPaused) return; // starts anew when the viewer comes back
    if (end !== "broken") this.onStale();
    if (end === "broken") this.#show({ state: this.#failures < SILENT_TRIES ? "connecting" : "failed" });
    else this.#show({ state: end === "refused" ? "refused" : "ended" });
    const wait = Math.min(LONGEST_WAIT_MS, 500 * 2 ** (this.#failures - 1));
    this.#retryTimer = setTimeout(() => this.#begin(), wait * (0.7 + 0.3 * Math.random()));
  }

  #toEdge(): void {
    const video = this.#video;
    if (!video || video.buffered.length === 0) return;
    const edge = video.buffered.end(video.buffered.length - 1);
    if (edge - video.currentTime > FAR_FROM_EDGE_SECONDS) video.currentTime = edge - EDGE_SECONDS;
  }

  #show(change: Partial<PlaybackView>): void {
    this.#view = { ...this.#view, ...change };
    for (const reader of this.#readers) reader();
  }
}

function streamOf(url: string): string {
  return url.split("?", 1)[0] ?? url;
}
