"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { LevelBadge } from "./level-badge";
import styles from "./level-notice.module.css";

const SHOWN_MS = 8_000;

/** Says quietly that the reader has come to a higher level than the one known before. */
export function LevelNotice({ level }: { level: number | null }) {
  const t = useTranslations("room.standing");
  const before = useRef<number | null>(null);
  const [reached, setReached] = useState<number | null>(null);

  useEffect(() => {
    const known = before.current;
    before.current = level;
    if (level !== null && known !== null && level > known) setReached(level);
  }, [level]);

  useEffect(() => {
    if (reached === null) return;
    const timer = setTimeout(() => setReached(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [reached]);

  return (
    <div className={styles.place} role="status">
      {reached !== null && (
        <p className={styles.notice} data-reached={reached}>
          <LevelBadge level={reached} />
          {t("reached", { level: reached })}
        </p>
      )}
    </div>
  );
}
