"use client";

import type { ReactNode } from "react";
import { clockTime } from "@/components/ui/count";
import { StatusPlate } from "@/components/ui/status-plate";
import { useNow } from "@/components/ui/use-now";
import type { PlaybackState } from "./playback";
import { FullscreenButton, PlayButton, SoundControls } from "./player-buttons";
import styles from "./player-controls.module.css";

interface PlayerControlsProps {
  state: PlaybackState;
  isSilent: boolean;
  volume: number;
  isFullscreen: boolean;
  startedAtMs: number | null;
  togglePlay(): void;
  toggleMute(): void;
  toggleFullscreen(): void;
  setVolume(volume: number): void;
  tools?: ReactNode;
}

/** The row at the foot of the picture: stop, sound, how long it has been live, full screen. */
export function PlayerControls(props: PlayerControlsProps) {
  const { state, isSilent, isFullscreen } = props;
  const canPlay = state === "playing" || state === "buffering" || state === "paused";
  const isPaused = state === "paused";
  return (
    <div className={styles.controls} data-controls>
      {canPlay && <PlayButton isPlaying={!isPaused} onClick={props.togglePlay} />}
      <SoundControls
        isSilent={isSilent}
        volume={props.volume}
        className={styles.volume}
        toggleMute={props.toggleMute}
        setVolume={props.setVolume}
      />
      {canPlay && !isPaused && <LivePlate startedAtMs={props.startedAtMs} />}
      <span className={styles.space} />
      {props.tools}
      <FullscreenButton isFullscreen={isFullscreen} onClick={props.toggleFullscreen} />
    </div>
  );
}

function LivePlate({ startedAtMs }: { startedAtMs: number | null }) {
  const now = useNow(1_000);
  return (
    <StatusPlate status="live" className={styles.plate}>
      {startedAtMs !== null && now !== null ? clockTime(now - startedAtMs) : null}
    </StatusPlate>
  );
}
