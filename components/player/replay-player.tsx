"use client";

import { Play, RotateCcw, RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { clockTime } from "@/components/ui/count";
import { HangingLantern } from "@/components/ui/lantern-shapes";
import { replaySeconds } from "@/lib/replays/rules";
import type { RoomReplay } from "@/lib/replays/schema";
import styles from "./live-player.module.css";
import { Veil } from "./player-veil";
import { ReplayControls } from "./replay-controls";
import { ReplayPlayback, type ReplayState } from "./replay-playback";
import { useFullscreen } from "./use-fullscreen";
import { usePlayerKeys } from "./use-player-keys";
import { useQuietControls } from "./use-quiet-controls";
import { useSound } from "./use-sound";

interface ReplayPlayerProps {
  replay: RoomReplay;
  poster: string | null;
  /** Stands over the picture, under the controls. */
  children?: ReactNode;
}

/** A session that is over, from its recordings, as one film. */
export function ReplayPlayer({ replay, poster, children }: ReplayPlayerProps) {
  const t = useTranslations("room.player");
  const root = useRef<HTMLElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [playback] = useState(() => new ReplayPlayback());
  const { state, seconds, hasPicture } = useSyncExternalStore(playback.subscribe, playback.getView, playback.getView);
  const { sound, change } = useSound(video, false);
  const fullscreen = useFullscreen(root);
  const isQuiet = useQuietControls(root);
  const isSilent = sound.isMuted || sound.volume === 0;
  const isPlaying = state === "playing" || state === "waiting";

  useEffect(() => (video.current ? playback.attach(video.current) : undefined), [playback]);
  useEffect(() => playback.setClips(replay.clips), [playback, replay]);

  const setVolume = (volume: number) => change({ volume, isMuted: volume === 0 });
  const controls = {
    togglePlay: () => (isPlaying ? playback.pause() : playback.play()),
    toggleMute: () => change(isSilent ? { isMuted: false, ...(sound.volume === 0 && { volume: 1 }) } : { isMuted: true }),
    toggleFullscreen: fullscreen.toggle,
    changeVolume: (by: number) => setVolume(Math.min(1, Math.max(0, sound.volume + by))),
  };
  usePlayerKeys(root, controls);

  return (
    <section
      className={styles.player}
      ref={root}
      aria-label={t("replayLabel")}
      data-state={state}
      data-quiet={isQuiet && state === "playing"}
      data-picture={hasPicture}
    >
      {/* biome-ignore lint/performance/noImgElement: covers are small SVG files, there is nothing to optimize */}
      {poster && <img className={styles.poster} src={poster} alt="" decoding="async" />}
      {/* biome-ignore lint/a11y/useMediaCaption: nobody has written captions for it */}
      <video className={styles.video} ref={video} playsInline preload="metadata" />
      {children}
      <ReplayVeil state={state} missingSeconds={replay.missingSeconds} onPlay={() => playback.play()} />
      <ReplayControls
        isPlaying={isPlaying}
        seconds={seconds}
        totalSeconds={replaySeconds(replay.clips)}
        isSilent={isSilent}
        volume={isSilent ? 0 : sound.volume}
        isFullscreen={fullscreen.isFullscreen}
        seek={(to) => playback.seek(to)}
        setVolume={setVolume}
        {...controls}
      />
    </section>
  );
}

/** A gap that is shorter than this is not worth a word. */
const WORTH_TELLING_SECONDS = 5;

function ReplayVeil({ state, missingSeconds, onPlay }: { state: ReplayState; missingSeconds: number; onPlay(): void }) {
  const t = useTranslations("room.player");
  if (state === "ready") {
    return (
      <Veil>
        <Button tone="lit" icon={<Play aria-hidden="true" />} onClick={onPlay}>
          {t("watchReplay")}
        </Button>
        {missingSeconds >= WORTH_TELLING_SECONDS && <p>{t("missing", { time: clockTime(missingSeconds * 1000) })}</p>}
      </Veil>
    );
  }
  if (state === "ended") {
    return (
      <Veil>
        <Button tone="video" icon={<RotateCcw aria-hidden="true" />} onClick={onPlay}>
          {t("watchAgain")}
        </Button>
      </Veil>
    );
  }
  if (state !== "gone") return null;
  return (
    <Veil>
      <HangingLantern light="unlit" />
      <h2>{t("gone")}</h2>
      <p>{t("goneHint")}</p>
      <Button tone="video" icon={<RotateCw aria-hidden="true" />} onClick={onPlay}>
        {t("tryAgain")}
      </Button>
    </Veil>
  );
}
