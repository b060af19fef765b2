"use client";

import { type MouseEvent, type PointerEvent, useEffect, useRef } from "react";

const HOLD_EVERY_MS = 200;

/**
 * Handlers that call `onTap` when a button is touched, again while it is held, and for a click without a pointer: a key, or
 * a screen reader.
 */
export function useTaps(onTap: () => void) {
  const holding = useRef<ReturnType<typeof setInterval> | undefined>(undefined);
  const isPointerHandled = useRef(false);
  const release = () => clearInterval(holding.current);
  useEffect(() => () => clearInterval(holding.current), []);

  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return;
      isPointerHandled.current = true;
      onTap();
      release();
      holding.current = setInterval(onTap, HOLD_EVERY_MS);
    },
    onPointerUp: release,
    onPointerCancel: release,
    onPointerLeave: release,
    onContextMenu: (event: { preventDefault(): void }) => isPointerHandled.current && event.preventDefault(), // a long touch
    onClick: (event: MouseEvent) => {
      if (event.detail === 0 || !isPointerHandled.current) onTap();
      isPointerHandled.current = false;
    },
  };
}
