import { Clock, Moon, Pause, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { RoomStatus } from "@/lib/rooms/schema";
import { LanternGlyph } from "./lantern-shapes";
import styles from "./status-plate.module.css";

const glyphs: Record<RoomStatus, ReactNode> = {
  waiting: <Clock aria-hidden="true" />,
  live: <LanternGlyph />,
  paused: <Pause aria-hidden="true" />,
  ended: <Moon aria-hidden="true" />,
  replay: <RotateCcw aria-hidden="true" />,
};

interface StatusPlateProps {
  status: RoomStatus;
  /** Shown after the status word: a count, a time, a length. */
  children?: ReactNode;
  large?: boolean;
  className?: string;
}

/** A room's state as shape, word and icon, then colour; the foot ring of its lantern. */
export function StatusPlate({ status, children, large, className }: StatusPlateProps) {
  const t = useTranslations("common");
  return (
    <span
      className={[styles.plate, styles[status], large && styles.large, className].filter(Boolean).join(" ")}
      data-status={status}
    >
      {glyphs[status]}
      {t(`status.${status}`)}
      {children != null && <span className={styles.separator} />}
      {children != null && <span className="num">{children}</span>}
    </span>
  );
}
