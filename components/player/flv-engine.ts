import type Mpegts from "mpegts.js";
import type { EngineEnd, EngineRequest } from "./engine";
import { openNativeHls, playsHls } from "./native-hls";

/** Measured on two-second keyframes: 0.4 s from the lens to the eye, after at most two seconds of catching up. */
const liveSync: Mpegts.Config = {
  enableWorker: true,
  enableStashBuffer: false,
  lazyLoad: false,
  liveSync: true,
  liveSyncMaxLatency: 0.8,
  liveSyncTargetLatency: 0.3,
  liveSyncPlaybackRate: 1.2,
  autoCleanupSourceBuffer: true,
  autoCleanupMaxBackwardDuration: 30,
  autoCleanupMinBackwardDuration: 10,
};

/** Loads a live FLV address into a video element; its HLS side where the browser has no Media Source. */
export async function openFlv(
  video: HTMLVideoElement,
  { url, signal, onEnd }: EngineRequest,
): Promise<"open" | "aborted" | "unsupported"> {
  const { default: mpegts } = await import("mpegts.js");
  if (signal.aborted) return "aborted"; // another start may have the element by now
  if (!mpegts.getFeatureList().mseLivePlayback) {
    if (!playsHls(video)) return "unsupported";
    openNativeHls(video, { url, signal, onEnd });
    return "open";
  }
  mpegts.LoggingControl.applyConfig({ enableAll: false });
  const player = mpegts.createPlayer({ type: "flv", isLive: true, url }, liveSync);

  let isOpen = true;
  const close = () => {
    if (!isOpen) return;
    isOpen = false;
    player.destroy();
  };
  const end = (how: EngineEnd) => {
    if (!isOpen) return;
    close();
    onEnd(how);
  };
  player.on(mpegts.Events.LOADING_COMPLETE, () => end("ended"));
  player.on(mpegts.Events.ERROR, (_type: string, detail: string, info?: { code?: number }) =>
    end(detail === mpegts.ErrorDetails.NETWORK_STATUS_CODE_INVALID ? endForStatus(info?.code) : "broken"),
  );
  signal.addEventListener("abort", close, { once: true });
  player.attachMediaElement(video);
  player.load();
  return "open";
}

function endForStatus(status: number | undefined): EngineEnd {
  if (status === 401 || status === 403) return "refused";
  return status === 404 ? "missing" : "broken";
}
