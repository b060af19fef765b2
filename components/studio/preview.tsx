import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LivePlayer } from "@/components/player/live-player";
import { HangingLantern } from "@/components/ui/lantern-shapes";
import type { RoomCover } from "@/lib/rooms/schema";
import styles from "./preview.module.css";

interface PreviewProps {
  pullUrl: string | null;
  cover: RoomCover | null;
  onRefused: () => void;
  /** The state of the room, shown over the picture. */
  children: ReactNode;
}

/** What viewers see, silent at first so that hosts do not hear themselves. */
export function Preview({ pullUrl, cover, onRefused, children }: PreviewProps) {
  const t = useTranslations("studio");
  return (
    <div className={styles.preview}>
      {pullUrl ? (
        <LivePlayer pullUrl={pullUrl} poster={cover && `/covers/${cover}.svg`} onRefused={onRefused} muted />
      ) : (
        <div className={styles.dark}>
          <HangingLantern light="unlit" className={styles.lantern} />
          <p>{t("desk.noPicture")}</p>
        </div>
      )}
      <div className={styles.plate}>{children}</div>
    </div>
  );
}
