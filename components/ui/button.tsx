import type { ComponentProps, ReactNode } from "react";
import { Link } from "@/lib/i18n/navigation";
import styles from "./button.module.css";

interface ButtonLook {
  /** `lit` is the one main action of a view; `beni` destroys something; `video` stands on the picture, which is dark in both themes. */
  tone?: "lit" | "line" | "quiet" | "beni" | "video";
  size?: "medium" | "small";
  wide?: boolean;
  icon?: ReactNode;
}

function look({ tone = "line", size = "medium", wide }: ButtonLook, extra?: string): string {
  return [styles.button, tone !== "line" && styles[tone], size === "small" && styles.small, wide && styles.wide, extra]
    .filter(Boolean)
    .join(" ");
}

/** A button with the lantern's silhouette; `type` is `button` unless told otherwise. */
export function Button({ tone, size, wide, icon, className, children, ...rest }: ButtonLook & ComponentProps<"button">) {
  return (
    <button type="button" {...rest} className={look({ tone, size, wide }, className)}>
      {icon}
      {children}
    </button>
  );
}

/** A link within the site that looks like a button; the language stays in its path. */
export function ButtonLink({ tone, size, wide, icon, className, children, ...rest }: ButtonLook & ComponentProps<typeof Link>) {
  return (
    <Link {...rest} className={look({ tone, size, wide }, className)}>
      {icon}
      {children}
    </Link>
  );
}
