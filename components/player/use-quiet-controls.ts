"use client";

import { type RefObject, useEffect, useState } from "react";

const QUIET_AFTER_MS = 3_000;

/** True while nobody has touched the player for three seconds, so that its controls may step aside. */
export function useQuietControls(root: RefObject<HTMLElement | null>): boolean {
  const [isQuiet, setQuiet] = useState(false);

  useEffect(() => {
    const element = root.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout>;
    const touch = () => {
      setQuiet(false);
      clearTimeout(timer);
      timer = setTimeout(() => setQuiet(true), QUIET_AFTER_MS);
    };
    const leave = () => setQuiet(true);
    touch();
    for (const name of ["pointermove", "pointerdown", "keydown", "focusin"]) element.addEventListener(name, touch);
    element.addEventListener("pointerleave", leave);
    return () => {
      clearTimeout(timer);
      for (const name of ["pointermove", "pointerdown", "keydown", "focusin"]) element.removeEventListener(name, touch);
      element.removeEventListener("pointerleave", leave);
    };
  }, [root]);
  return isQuiet;
}
