import type { ComponentProps, ReactNode } from "react";
import { Link } from "@/lib/i18n/navigation";
import styles from "./icon-button.module.css";

interface IconLinkProps extends Omit<ComponentProps<typeof Link>, "aria-label" | "children"> {
  /** Where it leads, in words: its accessible name and its tooltip. */
  label: string;
  icon: ReactNode;
}

/** A link that is only an icon on screen and a word to everybody who cannot see it. */
export function IconLink({ label, icon, className, ...rest }: IconLinkProps) {
  return (
    <Link title={label} {...rest} aria-label={label} className={[styles.button, className].filter(Boolean).join(" ")}>
      {icon}
    </Link>
  );
}
