"use client";

import { Maximize, Minimize, Pause, Play, Volume2, VolumeX } from "lucide-react";
import { useTranslations } from "next-intl";
import { clockTime } from "@/components/ui/count";
import { IconButton } from "@/components/ui/icon-button";
import styles from "./replay-controls.module.css";

interface ReplayControlsProps {
  isPlaying: boolean;
  seconds: number;
  totalSeconds: number;
  isSilent: boolean;
  volume: number;
  isFullscreen: boolean;
  togglePlay(): void;
  seek(seconds: number): void;
  toggleMute(): void;
  setVolume(volume: number): void;
  toggleFullscreen(): void;
}

/** The row at the foot of a replay: where one is in it, stop, sound, full screen. */
export function ReplayControls(props: ReplayControlsProps) {
  const t = useTranslations("room.player");
  const { isPlaying, seconds, totalSeconds, isSilent, isFullscreen } = props;
  const [at, length] = [clockTime(seconds * 1000), clockTime(totalSeconds * 1000)];
  return (
    <div className={styles.controls} data-controls>
      <input
        className={styles.scrubber}
        type="range"
        min={0}
        max={totalSeconds}
        step={totalSeconds > 600 ? 1 : 0.1}
        value={seconds}
        aria-label={t("position")}
        aria-valuetext={t("positionOf", { at, length })}
        onChange={(event) => props.seek(event.target.valueAsNumber)}
      />
      <IconButton
        tone="video"
        label={t(isPlaying ? "pause" : "play")}
        icon={isPlaying ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
        onClick={props.togglePlay}
      />
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
      <span className={`num ${styles.time}`}>
        {at} <span>/ {length}</span>
      </span>
      <span className={styles.space} />
      <IconButton
        tone="video"
        label={t(isFullscreen ? "leaveFullscreen" : "fullscreen")}
        icon={isFullscreen ? <Minimize aria-hidden="true" /> : <Maximize aria-hidden="true" />}
        onClick={props.toggleFullscreen}
      />
    </div>
  );
}
