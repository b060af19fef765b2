"use client";

import { type RefObject, useCallback, useEffect, useState } from "react";

/** Whether an element fills the screen, and a function that changes it. */
export function useFullscreen(root: RefObject<HTMLElement | null>) {
  const [isFullscreen, setFullscreen] = useState(false);

  useEffect(() => {
    const onChange = () => setFullscreen(document.fullscreenElement !== null && document.fullscreenElement === root.current);
    document.addEventListener("fullscreenchange", onChange);
    return () => document.removeEventListener("fullscreenchange", onChange);
  }, [root]);

  const toggle = useCallback(() => {
    const change = document.fullscreenElement ? document.exitFullscreen() : root.current?.requestFullscreen?.();
    change?.catch(() => undefined); // the browser may say no; nothing else to do then
  }, [root]);
  return { isFullscreen, toggle };
}
