"use client";

import { useSyncExternalStore } from "react";
import type { DanmakuSettings } from "./settings";
import { danmakuSettings } from "./settings-store";

/** The viewer's settings; the defaults until the page has read what this device remembers. */
export function useDanmakuSettings(): DanmakuSettings {
  return useSyncExternalStore(danmakuSettings.subscribe, danmakuSettings.get, danmakuSettings.getOnServer);
}
