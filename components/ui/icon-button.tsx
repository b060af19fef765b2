import type { ComponentProps, ReactNode } from "react";
import styles from "./icon-button.module.css";

interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label" | "children"> {
  /** What the button does, in words: its accessible name and its tooltip. */
  label: string;
  icon: ReactNode;
  tone?: "plain" | "lit" | "video";
  size?: "medium" | "small";
  /** True shows the reader's own unread mark. */
  dot?: boolean;
}

/** A button that is only an icon on screen and a word to everybody who cannot see it. */
export function IconButton({ label, icon, tone = "plain", size = "medium", dot, className, ...rest }: IconButtonProps) {
  const classes = [styles.button, tone !== "plain" && styles[tone], size === "small" && styles.small, className];
  return (
    <button type="button" title={label} {...rest} aria-label={label} className={classes.filter(Boolean).join(" ")}>
      {icon}
      {dot && <span className={styles.dot} />}
    </button>
  );
}
