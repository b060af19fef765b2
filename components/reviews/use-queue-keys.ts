"use client";

import { useEffect, useEffectEvent, useState } from "react";

const OFF_KEY = "hiroba:reviews:keys-off";

/** Keys that act wherever the focus is, but for fields and open dialogs; they can be switched off (WCAG 2.1.4). */
export function useQueueKeys(actions: Record<string, () => void>): { isOn: boolean; toggle: () => void } {
  const [isOn, setOn] = useState(true);
  useEffect(() => setOn(readOn()), []);

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!isOn || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const { target } = event;
    if (target instanceof Element && target.closest("input, textarea, select, [contenteditable], dialog, [popover]")) return;
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
    if (!action) return;
    event.preventDefault();
    action();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);

  const toggle = () => {
    setOn(!isOn);
    try {
      localStorage.setItem(OFF_KEY, isOn ? "1" : "");
    } catch {
      // storage is off: the choice holds for this page
    }
  };
  return { isOn, toggle };
}

function readOn(): boolean {
  try {
    return localStorage.getItem(OFF_KEY) !== "1";
  } catch {
    return true;
  }
}
