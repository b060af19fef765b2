"use client";

import { Maximize, Minimize, Pause, Play, Volume2, VolumeX } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";

/** Stops the picture and lets it go on. */
export function PlayButton({ isPlaying, onClick }: { isPlaying: boolean; onClick: () => void }) {
  const t = useTranslations("room.player");
  const icon = isPlaying ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />;
  return <IconButton tone="video" label={t(isPlaying ? "pause" : "play")} icon={icon} onClick={onClick} />;
}

interface SoundControlsProps {
  isSilent: boolean;
  volume: number;
  /** The look of the slider in its row. */
  className: string | undefined;
  toggleMute(): void;
  setVolume(volume: number): void;
}

/** Sound on and off, and how loud. */
export function SoundControls({ isSilent, volume, className, toggleMute, setVolume }: SoundControlsProps) {
  const t = useTranslations("room.player");
  return (
    <>
      <IconButton
        tone="video"
        label={t(isSilent ? "unmute" : "mute")}
        icon={isSilent ? <VolumeX aria-hidden="true" /> : <Volume2 aria-hidden="true" />}
        onClick={toggleMute}
      />
      <input
        className={className}
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={volume}
        aria-label={t("volume")}
        onChange={(event) => setVolume(event.target.valueAsNumber)}
      />
    </>
  );
}

/** Fills the screen with the picture, and leaves that again. */
export function FullscreenButton({ isFullscreen, onClick }: { isFullscreen: boolean; onClick: () => void }) {
  const t = useTranslations("room.player");
  const icon = isFullscreen ? <Minimize aria-hidden="true" /> : <Maximize aria-hidden="true" />;
  return <IconButton tone="video" label={t(isFullscreen ? "leaveFullscreen" : "fullscreen")} icon={icon} onClick={onClick} />;
}
