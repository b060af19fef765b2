"use client";

import { type RefObject, useCallback, useEffect, useState } from "react";

interface Sound {
  volume: number;
  isMuted: boolean;
}

const KEY = "hiroba:sound";
const LOUD: Sound = { volume: 1, isMuted: false };

/** The viewer's volume, remembered on this device. A player that must be silent neither reads nor changes what is remembered. */
export function useSound(video: RefObject<HTMLVideoElement | null>, mustBeSilent: boolean) {
  const [sound, setSound] = useState<Sound>(mustBeSilent ? { ...LOUD, isMuted: true } : LOUD);

  useEffect(() => {
    if (!mustBeSilent) setSound(remembered());
  }, [mustBeSilent]);

  useEffect(() => {
    if (!video.current) return;
    video.current.volume = sound.volume;
    video.current.muted = sound.isMuted;
  }, [video, sound]);

  const change = useCallback(
    (next: Partial<Sound>) => {
      setSound((before) => {
        const sounds = { ...before, ...next };
        if (!mustBeSilent) remember(sounds);
        return sounds;
      });
      if (video.current && next.isMuted === false) video.current.muted = false; // also when only the browser had muted it
    },
    [video, mustBeSilent],
  );
  return { sound, change };
}

function remembered(): Sound {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (typeof found !== "object" || found === null) return LOUD;
    const { volume, isMuted } = found as Partial<Sound>;
    const isVolume = typeof volume === "number" && volume >= 0 && volume <= 1;
    return { volume: isVolume ? volume : 1, isMuted: isMuted === true };
  } catch {
    return LOUD; // storage is off, or holds something else
  }
}

function remember(sound: Sound): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(sound));
  } catch {
    // Storage is off: the volume lasts as long as the page.
  }
}
