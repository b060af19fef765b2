"use client";

import { VolumeX } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import styles from "./live-player.module.css";
import { LivePlayback } from "./playback";
import { PlayerControls } from "./player-controls";
import { PlayerVeil } from "./player-veil";
import { useFullscreen } from "./use-fullscreen";
import { usePlayerKeys } from "./use-player-keys";
import { useQuietControls } from "./use-quiet-controls";
import { useSound } from "./use-sound";

interface LivePlayerProps {
  /** Signed FLV address, or null while there is nothing to play. */
  pullUrl: string | null;
  poster: string | null;
  /** Called when the address may be stale, so that a fresh one is fetched. */
  onRefused?: () => void;
  /** True starts without sound, whatever the viewer has chosen elsewhere. */
  muted?: boolean;
  startedAtMs?: number | null;
  /** More buttons for the row at the foot of the picture, before full screen. */
  tools?: ReactNode;
  /** Stands over the picture, under the controls: what the room has to say. */
  children?: ReactNode;
}

/** A live picture that starts by itself, follows the present moment and says what it is waiting for. */
export function LivePlayer({ pullUrl, poster, onRefused, muted = false, startedAtMs = null, tools, children }: LivePlayerProps) {
  const t = useTranslations("room.player");
  const root = useRef<HTMLElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [playback] = useState(() => new LivePlayback());
  const { state, hasPicture, isSoundBlocked } = useSyncExternalStore(playback.subscribe, playback.getView, playback.getView);
  const { sound, change } = useSound(video, muted);
  const fullscreen = useFullscreen(root);
  const isQuiet = useQuietControls(root);
  const isSilent = sound.isMuted || isSoundBlocked || sound.volume === 0;

  const onStale = useEffectEvent(() => onRefused?.());
  useEffect(() => {
    playback.onStale = () => onStale();
    return video.current ? playback.attach(video.current) : undefined;
  }, [playback]);
  useEffect(() => playback.setUrl(pullUrl), [playback, pullUrl]);

  const unmute = () => {
    change({ isMuted: false, ...(sound.volume === 0 && { volume: 1 }) });
    playback.allowSound();
  };
  const controls = {
    togglePlay: () => (state === "paused" ? playback.resume() : playback.pause()),
    toggleMute: () => (isSilent ? unmute() : change({ isMuted: true })),
    toggleFullscreen: fullscreen.toggle,
    changeVolume: (by: number) => setVolume(Math.min(1, Math.max(0, sound.volume + by))),
  };
  const setVolume = (volume: number) => {
    change({ volume, isMuted: volume === 0 });
    if (volume > 0) playback.allowSound();
  };
  usePlayerKeys(root, controls);

  return (
    <section
      className={styles.player}
      ref={root}
      aria-label={t("label")}
      data-state={state}
      data-quiet={isQuiet && state === "playing"}
      data-picture={hasPicture}
    >
      {/* biome-ignore lint/performance/noImgElement: covers are small SVG files, there is nothing to optimize */}
      {poster && <img className={styles.poster} src={poster} alt="" decoding="async" />}
      {/* biome-ignore lint/a11y/useMediaCaption: a live picture has no caption track */}
      <video className={styles.video} ref={video} playsInline />
      {children}
      <PlayerVeil state={state} onPlay={() => playback.resume()} onRetry={() => playback.retry()} />
      {isSoundBlocked && hasPicture && (
        <Button className={styles.hear} tone="lit" icon={<VolumeX aria-hidden="true" />} onClick={unmute}>
          {t("tapToHear")}
        </Button>
      )}
      {state !== "idle" && state !== "unsupported" && (
        <PlayerControls
          state={state}
          isSilent={isSilent}
          volume={isSilent ? 0 : sound.volume}
          isFullscreen={fullscreen.isFullscreen}
          startedAtMs={startedAtMs}
          {...controls}
          setVolume={setVolume}
          tools={tools}
        />
      )}
    </section>
  );
}
