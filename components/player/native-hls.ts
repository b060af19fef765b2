import type { EngineEnd, EngineRequest } from "./engine";

const HLS_TYPE = "application/vnd.apple.mpegurl";

/** True where the browser plays HLS by itself: where there is no Media Source, as on iPhones, it is the only way. */
export function playsHls(video: HTMLVideoElement): boolean {
  return video.canPlayType(HLS_TYPE) !== "";
}

/** Loads the HLS side of a live FLV address, which has the same signature, into a video element. */
export function openNativeHls(video: HTMLVideoElement, { url, signal, onEnd }: EngineRequest): void {
  const end = (how: EngineEnd) => {
    if (signal.aborted) return;
    close();
    onEnd(how);
  };
  const listening = new AbortController();
  const close = () => {
    listening.abort();
    video.removeAttribute("src");
    video.load();
  };
  const { signal: heard } = listening;
  video.addEventListener("ended", () => end("ended"), { signal: heard });
  video.addEventListener("error", () => end(video.error?.code === MediaError.MEDIA_ERR_NETWORK ? "missing" : "broken"), {
    signal: heard,
  });
  signal.addEventListener("abort", close, { once: true, signal: heard });
  video.src = url.replace(/\.flv(?=\?|$)/, ".m3u8");
  video.load();
}
