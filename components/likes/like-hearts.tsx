"use client";

import { useEffect, useRef } from "react";
import { HeartPool } from "./heart-pool";
import styles from "./like-hearts.module.css";
import type { RoomLikes } from "./room-likes";
import { useDoubleTap } from "./use-double-tap";

/** Hearts that rise over the picture. They are painted by the compositor alone and never move anything else. */
export function LikeHearts({ likes, canLike }: { likes: RoomLikes; canLike: boolean }) {
  const layer = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = layer.current;
    if (!element) return;
    const pool = new HeartPool(element);
    const stop = likes.onBurst((burst) => pool.show(burst));
    return () => {
      stop();
      pool.close();
    };
  }, [likes]);
  useDoubleTap(layer, (at) => canLike && likes.tap(at));

  return <div className={styles.layer} ref={layer} aria-hidden="true" />;
}
