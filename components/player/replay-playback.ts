import { placeIn, replaySeconds } from "@/lib/replays/rules";
import type { ReplayClip } from "@/lib/replays/schema";
import { openClip } from "./clip-engine";

/** ready: nothing was asked for yet. waiting: the picture is on its way. gone: a file is not kept any more, or cannot be read. */
export type ReplayState = "ready" | "waiting" | "playing" | "paused" | "ended" | "gone";

export interface ReplayView {
  state: ReplayState;
  /** Where the viewer is, in the whole replay. */
  seconds: number;
  hasPicture: boolean;
}

/** Where a clip counts as over: a player never shows the very last moment. */
const CLIP_END_SECONDS = 0.05;

/** Plays the clips of a replay one after the other in one video element, as if they were one film. */
export class ReplayPlayback {
  #view: ReplayView = { state: "ready", seconds: 0, hasPicture: false };
  readonly #readers = new Set<() => void>();
  #video: HTMLVideoElement | null = null;
  #clips: readonly ReplayClip[] = [];
  #index = -1;
  /** Where the clip that is being opened is to begin; null once it is open. */
  #wantedSeconds: number | null = null;
  #isWanted = false;
  #close: () => void = () => {};

  readonly subscribe = (reader: () => void): (() => void) => {
    this.#readers.add(reader);
    return () => this.#readers.delete(reader);
  };

  readonly getView = (): ReplayView => this.#view;

  /** Uses a video element until the returned function is called. */
  attach(video: HTMLVideoElement): () => void {
    this.#video = video;
    const listening = new AbortController();
    const on = (name: string, handler: () => void) => video.addEventListener(name, handler, { signal: listening.signal });
    on("loadedmetadata", () => this.#onOpen());
    on("loadeddata", () => this.#show({ hasPicture: true }));
    on("timeupdate", () => this.#onMoved());
    on("playing", () => this.#isWanted && this.#show({ state: "playing" }));
    on("waiting", () => this.#isWanted && this.#show({ state: "waiting" }));
    on("pause", () => this.#view.state === "playing" && !video.ended && this.pause());
    on("ended", () => this.#next());
    on("error", () => this.#index >= 0 && this.#show({ state: "gone" }));
    return () => {
      listening.abort();
      this.#close();
      this.#video = null;
      this.#index = -1;
    };
  }

  /** What is to be played. The same clips again change nothing. */
  setClips(clips: readonly ReplayClip[]): void {
    const isSame = JSON.stringify(clips) === JSON.stringify(this.#clips);
    this.#clips = clips;
    if (isSame) return;
    this.#index = -1;
    this.#show({ state: "ready", seconds: 0, hasPicture: false });
  }

  play(): void {
    this.#isWanted = true;
    if (this.#view.state === "ended" || this.#view.state === "gone") this.#index = -1;
    if (this.#index < 0) this.#open(this.#view.state === "ended" ? 0 : this.#view.seconds);
    else void this.#start();
  }

  pause(): void {
    this.#isWanted = false;
    this.#show({ state: "paused" });
    this.#video?.pause();
  }

  /** Goes to a moment of the whole replay, and goes on as before. */
  seek(seconds: number): void {
    if (this.#view.state === "ended") this.#show({ state: "paused" });
    this.#show({ seconds });
    const place = placeIn(this.#clips, seconds);
    const clip = this.#clips[place.index];
    if (place.index === this.#index && clip && this.#video && this.#wantedSeconds === null) {
      this.#video.currentTime = clip.fromSeconds + place.seconds;
      if (this.#isWanted) void this.#start();
    } else this.#open(seconds);
  }

  #open(seconds: number): void {
    const video = this.#video;
    const place = placeIn(this.#clips, seconds);
    const clip = this.#clips[place.index];
    if (!video || !clip) return;
    this.#close();
    this.#index = place.index;
    this.#wantedSeconds = clip.fromSeconds + place.seconds;
    this.#show({ seconds, ...(this.#isWanted && { state: "waiting" }) });
    this.#close = openClip(video, clip, () => this.#show({ state: "gone" }));
  }

  #onOpen(): void {
    if (!this.#video || this.#wantedSeconds === null) return;
    if (this.#wantedSeconds > 0) this.#video.currentTime = this.#wantedSeconds;
    this.#wantedSeconds = null;
    if (this.#isWanted) void this.#start();
  }

  async #start(): Promise<void> {
    try {
      await this.#video?.play();
    } catch (error) {
      if (error instanceof DOMException && error.name === "NotAllowedError") this.pause();
    }
  }

  #onMoved(): void {
    const clip = this.#clips[this.#index];
    if (!this.#video || !clip || this.#wantedSeconds !== null) return;
    const within = Math.max(0, this.#video.currentTime - clip.fromSeconds);
    this.#show({ seconds: replaySeconds(this.#clips.slice(0, this.#index)) + Math.min(within, clip.seconds) });
    if (within >= clip.seconds - CLIP_END_SECONDS && this.#isWanted) this.#next();
  }

  #next(): void {
    const next = this.#index + 1;
    if (next >= this.#clips.length) {
      this.#isWanted = false;
      this.#video?.pause();
      this.#show({ state: "ended", seconds: replaySeconds(this.#clips) });
      return;
    }
    this.#open(replaySeconds(this.#clips.slice(0, next)));
  }

  #show(change: Partial<ReplayView>): void {
    this.#view = { ...this.#view, ...change };
    for (const reader of this.#readers) reader();
  }
}
