import { Check, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./notice.module.css";

const glyphs = {
  plain: <Info aria-hidden="true" />,
  refused: <TriangleAlert aria-hidden="true" />,
  done: <Check aria-hidden="true" />,
};

interface NoticeProps {
  tone?: keyof typeof glyphs;
  /** Replaces the icon of the tone. */
  icon?: ReactNode;
  /** `alert` for the reader's own errors, `status` for results that may wait. */
  role?: "alert" | "status";
  children: ReactNode;
}

/** A framed sentence that stays on the page until its reason is gone. */
export function Notice({ tone = "plain", icon, role, children }: NoticeProps) {
  return (
    <div className={[styles.notice, tone !== "plain" && styles[tone]].filter(Boolean).join(" ")} role={role}>
      {icon ?? glyphs[tone]}
      <div className={styles.body}>{children}</div>
    </div>
  );
}
