"use client";

import { Play, RotateCw } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { HangingLantern } from "@/components/ui/lantern-shapes";
import type { PlaybackState } from "./playback";
import styles from "./veil.module.css";

interface PlayerVeilProps {
  state: PlaybackState;
  onPlay(): void;
  onRetry(): void;
}

/** Says why there is no moving picture, and offers what can be done. Nothing while it plays. */
export function PlayerVeil({ state, onPlay, onRetry }: PlayerVeilProps) {
  const t = useTranslations("room.player");
  if (state === "connecting" || state === "refused") return <Waiting text={t("connecting")} />;
  if (state === "buffering") return <Waiting text={t("buffering")} />;
  if (state === "paused") {
    return (
      <Veil>
        <Button tone="lit" icon={<Play aria-hidden="true" />} onClick={onPlay}>
          {t("play")}
        </Button>
        <p>{t("paused")}</p>
      </Veil>
    );
  }
  if (state === "failed" || state === "ended") {
    return (
      <Veil>
        <HangingLantern light="unlit" />
        <h2>{t(state)}</h2>
        {state === "failed" && <p>{t("failedHint")}</p>}
        <Button tone="video" icon={<RotateCw aria-hidden="true" />} onClick={onRetry}>
          {t("tryAgain")}
        </Button>
      </Veil>
    );
  }
  if (state === "unsupported") {
    return (
      <Veil>
        <HangingLantern light="unlit" />
        <h2>{t("unsupported")}</h2>
        <p data-needed>{t("unsupportedHint")}</p>
      </Veil>
    );
  }
  return null;
}

/** A dark sheet of paper over the picture; on a small one only paragraphs with `data-needed` stay. */
export function Veil({ children }: { children: ReactNode }) {
  return (
    <div className={styles.veil} role="status">
      {children}
    </div>
  );
}

function Waiting({ text }: { text: string }) {
  return (
    <div className={styles.waiting} role="status">
      <span>{text}</span>
    </div>
  );
}
