"use client";

import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { LivePlayback } from "@/components/player/playback";
import { VideoSlots } from "./video-slots";
import styles from "./wall-tile.module.css";

const slots = new VideoSlots();
const notOnServer = () => false;

interface TileVideoProps {
  roomId: string;
  pullUrl: string;
}

/** A silent live picture that loads only while it is seen and a place is free; what lies under it shows until then. */
export function TileVideo({ roomId, pullUrl }: TileVideoProps) {
  const video = useRef<HTMLVideoElement>(null);
  const [isSeen, setSeen] = useState(false);
  const mayPlay = useSyncExternalStore(slots.subscribe, () => slots.mayPlay(roomId), notOnServer);
  const [playback] = useState(() => new LivePlayback());
  const { hasPicture } = useSyncExternalStore(playback.subscribe, playback.getView, playback.getView);

  useEffect(() => {
    if (!video.current) return;
    const watch = new IntersectionObserver((entries) => setSeen(entries.at(-1)?.isIntersecting ?? false));
    watch.observe(video.current);
    return () => watch.disconnect();
  }, []);
  useEffect(() => (isSeen ? slots.want(roomId) : undefined), [isSeen, roomId]);
  useEffect(() => (video.current ? playback.attach(video.current) : undefined), [playback]);
  useEffect(() => playback.setUrl(mayPlay ? pullUrl : null), [playback, mayPlay, pullUrl]);

  return (
    <video ref={video} className={styles.video} muted playsInline aria-hidden="true" data-picture={hasPicture} tabIndex={-1} />
  );
}
