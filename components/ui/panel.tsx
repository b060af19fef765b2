import type { ReactNode } from "react";
import styles from "./panel.module.css";

interface PanelProps {
  title: string;
  icon?: ReactNode;
  /** At the end of the title's line: a state or a small control. */
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
}

/** A straight frame with a title, for desks and side columns. */
export function Panel({ title, icon, aside, className, children }: PanelProps) {
  return (
    <section className={[styles.panel, className].filter(Boolean).join(" ")}>
      <div className={styles.head}>
        <h2>
          {icon}
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
