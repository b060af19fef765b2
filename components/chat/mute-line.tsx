"use client";

import { MicOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { HoldTime } from "@/components/moderation/hold-time";
import styles from "./mute-line.module.css";

/** Why the reader may not write, or that others may not. */
export interface ComposerMute {
  /** Only this person, the whole room, or the whole room but not this person. */
  who: "reader" | "room" | "others";
  untilMs: number | null;
  reason: string;
}

/** Says above the input who may not write, until when and why. */
export function MuteLine({ mute }: { mute: ComposerMute }) {
  const t = useTranslations("moderation.hold");
  return (
    <p className={styles.line} role="status" data-mute={mute.who}>
      <MicOff aria-hidden="true" />
      <span>
        <strong>{t(mute.who === "reader" ? "muted" : mute.who === "room" ? "roomMuted" : "othersMuted")}</strong>{" "}
        <HoldTime untilMs={mute.untilMs} />
        {mute.reason && <span className={styles.reason}>{t("reason", { reason: mute.reason })}</span>}
      </span>
    </p>
  );
}
