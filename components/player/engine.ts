/** Why a stream came to an end by itself. */
export type EngineEnd = "refused" | "missing" | "ended" | "broken";

/** What loads a live address into a video element is told. */
export interface EngineRequest {
  url: string;
  /** Aborting it lets go of the video element at once, or never touches it. */
  signal: AbortSignal;
  /** Called once at most, when the stream comes to an end that nobody asked for. */
  onEnd(end: EngineEnd): void;
}
