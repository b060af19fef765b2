"use client";

import { useEffect, useRef } from "react";
import styles from "./danmaku-layer.module.css";
import { DanmakuStage } from "./danmaku-stage";
import { useDanmakuSettings } from "./use-danmaku-settings";

/** What the room says, flying over its picture. Screen readers get the chat's own log instead. */
export function DanmakuLayer({ groupId, language }: { groupId: string; language: string }) {
  const { isOn } = useDanmakuSettings();
  return isOn ? <Stage groupId={groupId} language={language} /> : null;
}

function Stage({ groupId, language }: { groupId: string; language: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!canvas.current) return;
    return new DanmakuStage(canvas.current, { groupId, language }).start();
  }, [groupId, language]);
  return (
    <div className={styles.layer} aria-hidden="true">
      <canvas ref={canvas} data-danmaku />
    </div>
  );
}
