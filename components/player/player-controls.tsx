"use client";

import { Maximize, Minimize, Pause, Play, Volume2, VolumeX } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { clockTime } from "@/components/ui/count";
import { IconButton } from "@/components/ui/icon-button";
import { StatusPlate } from "@/components/ui/status-plate";
import { useNow } from "@/components/ui/use-now";
import type { PlaybackState } from "./playback";
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
  const t = useTranslations("room.player");
  const { state, isSilent, isFullscreen } = props;
  const canPlay = state === "playing" || state === "buffering" || state === "paused";
  const isPaused = state === "paused";
  return (
    <div className={styles.controls} data-controls>
      {canPlay && (
        <IconButton
          tone="video"
          label={t(isPaused ? "play" : "pause")}
          icon={isPaused ? <Play aria-hidden="true" /> : <Pause aria-hidden="true" />}
          onClick={props.togglePlay}
        />
      )}
      <IconButton
        tone="video"
        label={t(isSilent ? "unmute" : "mute")}
        icon={isSilent ? <VolumeX aria-hidden="true" /> : <Volume2 aria-hidden="true" />}
        onClick={props.toggleMute}
      />
      <input
        className={styles.volume}
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={props.volume}
        aria-label={t("volume")}
        onChange={(event) => props.setVolume(event.target.valueAsNumber)}
      />
      {canPlay && !isPaused && <LivePlate startedAtMs={props.startedAtMs} />}
      <span className={styles.space} />
      {props.tools}
      <IconButton
        tone="video"
        label={t(isFullscreen ? "leaveFullscreen" : "fullscreen")}
        icon={isFullscreen ? <Minimize aria-hidden="true" /> : <Maximize aria-hidden="true" />}
        onClick={props.toggleFullscreen}
      />
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
