"use client";

import { type RefObject, useEffect, useEffectEvent } from "react";

const WITHIN_MS = 300;
const WITHIN_PX = 48;

/** Calls back for the second and each further quick touch on the picture under `layer`, with its place in the layer. */
export function useDoubleTap(layer: RefObject<HTMLElement | null>, onTap: (at: { x: number; y: number }) => void): void {
  const tap = useEffectEvent(onTap);
  useEffect(() => {
    const picture = layer.current?.parentElement;
    if (!picture) return;
    let last = { atMs: Number.NEGATIVE_INFINITY, x: 0, y: 0 };
    const touch = (event: PointerEvent) => {
      const isOnButton = event.target instanceof Element && event.target.closest("button, a, input, [data-controls]");
      if (event.pointerType !== "touch" || isOnButton) return;
      const box = picture.getBoundingClientRect();
      const at = { x: event.clientX - box.left, y: event.clientY - box.top };
      const isNear = Math.hypot(at.x - last.x, at.y - last.y) < WITHIN_PX;
      if (event.timeStamp - last.atMs < WITHIN_MS && isNear) tap(at);
      last = { ...at, atMs: event.timeStamp };
    };
    picture.addEventListener("pointerup", touch);
    return () => picture.removeEventListener("pointerup", touch);
  }, [layer]);
}
