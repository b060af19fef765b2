"use client";

import { useTranslations } from "next-intl";
import { clockTime } from "@/components/ui/count";
import { FullscreenButton, PlayButton, SoundControls } from "./player-buttons";
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
      <PlayButton isPlaying={isPlaying} onClick={props.togglePlay} />
      <SoundControls
        isSilent={isSilent}
        volume={props.volume}
        className={styles.volume}
        toggleMute={props.toggleMute}
        setVolume={props.setVolume}
      />
      <span className={`num ${styles.time}`}>
        {at} <span>/ {length}</span>
      </span>
      <span className={styles.space} />
      <FullscreenButton isFullscreen={isFullscreen} onClick={props.toggleFullscreen} />
    </div>
  );
}
