import type { ReplayClip } from "@/lib/replays/schema";

const HLS_TYPE = "application/vnd.apple.mpegurl";

/** Loads a recorded file into a video element; the returned function lets go of it. MP4 and HLS where the browser knows it need no library. */
export function openClip(video: HTMLVideoElement, { url, format }: ReplayClip, onGone: () => void): () => void {
  if (format === "mp4" || video.canPlayType(HLS_TYPE)) {
    video.src = url;
    video.load();
    return () => release(video);
  }
  const closing = new AbortController();
  void openHls(video, url, closing.signal, onGone);
  return () => closing.abort();
}

function release(video: HTMLVideoElement): void {
  video.removeAttribute("src");
  video.load();
}

async function openHls(video: HTMLVideoElement, url: string, signal: AbortSignal, onGone: () => void): Promise<void> {
  const { default: Hls } = await import("hls.js");
  if (signal.aborted) return;
  if (!Hls.isSupported()) return onGone();
  const player = new Hls({ enableWorker: true });
  player.on(Hls.Events.ERROR, (_event, { fatal }) => fatal && onGone());
  player.loadSource(url);
  player.attachMedia(video);
  signal.addEventListener("abort", () => player.destroy(), { once: true });
}
