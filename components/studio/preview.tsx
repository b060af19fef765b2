import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LivePlayer } from "@/components/player/live-player";
import { HangingLantern } from "@/components/ui/lantern-shapes";
import type { RoomCover } from "@/lib/covers/schema";
import styles from "./preview.module.css";

interface PreviewProps {
  /** True hides the plate: the player says "live" itself. */
  isLive: boolean;
  pullUrl: string | null;
  cover: RoomCover | null;
  onRefused: () => void;
  /** The state of the room, shown over the picture. */
  children: ReactNode;
}

/** What viewers see, silent at first so that hosts do not hear themselves. */
export function Preview({ isLive, pullUrl, cover, onRefused, children }: PreviewProps) {
  const t = useTranslations("studio");
  return (
    <div className={styles.preview} data-live={isLive}>
      {pullUrl ? (
        <LivePlayer pullUrl={pullUrl} poster={cover && `/covers/${cover}.svg`} onRefused={onRefused} muted />
      ) : (
        <div className={styles.dark}>
          <HangingLantern light="unlit" className={styles.lantern} />
          <p>{t("desk.noPicture")}</p>
        </div>
      )}
      {!isLive && <div className={styles.plate}>{children}</div>}
    </div>
  );
}
