"use client";

import { type RefObject, useEffect, useEffectEvent } from "react";

/** What a key may do to the player. */
export interface PlayerKeys {
  togglePlay(): void;
  toggleMute(): void;
  toggleFullscreen(): void;
  changeVolume(by: number): void;
}

/** Keys for the player, heard only while the focus is inside it. */
export function usePlayerKeys(root: RefObject<HTMLElement | null>, keys: PlayerKeys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest("[popover]")) return; // there it is text, or another control
    const isSlider = event.target instanceof HTMLInputElement;
    const key = event.key.toLowerCase();
    if (key === "k") keys.togglePlay();
    else if (key === "m") keys.toggleMute();
    else if (key === "f") keys.toggleFullscreen();
    else if (key === "arrowup" && !isSlider) keys.changeVolume(0.1);
    else if (key === "arrowdown" && !isSlider) keys.changeVolume(-0.1);
    else return;
    event.preventDefault();
  });

  useEffect(() => {
    const element = root.current;
    if (!element) return;
    const listen = (event: KeyboardEvent) => press(event);
    element.addEventListener("keydown", listen);
    return () => element.removeEventListener("keydown", listen);
  }, [root]);
}
