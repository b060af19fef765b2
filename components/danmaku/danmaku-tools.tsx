"use client";

import { MessageSquareText, SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ToggleEvent, useId, useRef } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { DanmakuPanel } from "./danmaku-panel";
import styles from "./danmaku-tools.module.css";
import { danmakuSettings } from "./settings-store";
import { useDanmakuSettings } from "./use-danmaku-settings";

const MARGIN_PX = 16;
const LEAST_HEIGHT_PX = 360;

/** The player's buttons for danmaku: on and off, and a panel with everything else. */
export function DanmakuTools() {
  const t = useTranslations("room.danmaku");
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const { isOn } = useDanmakuSettings();

  /** Puts the panel over its button, as high as the window allows. On phones the style sheet makes it a sheet at the foot. */
  const place = ({ newState, currentTarget }: ToggleEvent<HTMLElement>) => {
    const button = opener.current?.getBoundingClientRect();
    if (newState !== "open" || !button) return;
    const above = Math.max(MARGIN_PX, window.innerHeight - button.top + MARGIN_PX / 2);
    const bottom = window.innerHeight - above - MARGIN_PX < LEAST_HEIGHT_PX ? MARGIN_PX : above;
    currentTarget.style.setProperty("--panel-bottom", `${bottom}px`);
    currentTarget.style.setProperty("--panel-right", `${Math.max(MARGIN_PX, window.innerWidth - button.right)}px`);
  };

  return (
    <>
      <IconButton
        tone="video"
        label={t("title")}
        icon={<MessageSquareText aria-hidden="true" />}
        aria-pressed={isOn}
        onClick={() => danmakuSettings.change({ isOn: !isOn })}
      />
      <IconButton
        ref={opener}
        tone="video"
        label={t("settings")}
        icon={<SlidersHorizontal aria-hidden="true" />}
        popoverTarget={id}
      />
      <div className={styles.panel} id={id} popover="auto" role="dialog" aria-label={t("settings")} onBeforeToggle={place}>
        <DanmakuPanel />
      </div>
    </>
  );
}
