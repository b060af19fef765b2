"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { Button } from "./button";
import styles from "./confirm-popover.module.css";

interface ConfirmPopoverProps {
  /** The button that asks. */
  label: string;
  icon?: ReactNode;
  tone?: "beni" | "line" | "quiet";
  size?: "medium" | "small";
  disabled?: boolean;
  question: string;
  /** What will happen, in one sentence. */
  consequence: string;
  /** What must be filled in before. */
  detail?: ReactNode;
  /** The form control that does it. */
  children: ReactNode;
}

/** Closes the question in which a control stands that did it. */
export function closeQuestion({ currentTarget }: { currentTarget: Element }): void {
  currentTarget.closest<HTMLElement>("[popover]")?.hidePopover();
}

/** A button that asks before something that cannot be taken back; works without script, closes with Esc. */
export function ConfirmPopover({
  label,
  icon,
  tone,
  size,
  disabled,
  question,
  consequence,
  detail,
  children,
}: ConfirmPopoverProps) {
  const t = useTranslations("common");
  const id = useId();
  return (
    <>
      <Button tone={tone} size={size} icon={icon} disabled={disabled} popoverTarget={id}>
        {label}
      </Button>
      <div className={styles.sheet} id={id} popover="auto" role="dialog" aria-labelledby={`${id}-question`}>
        <p className={styles.question} id={`${id}-question`}>
          {question}
        </p>
        <p className={styles.consequence}>{consequence}</p>
        {detail && <div className={styles.detail}>{detail}</div>}
        <div className={styles.actions}>
          <Button popoverTarget={id} popoverTargetAction="hide" tone="quiet">
            {t("cancel")}
          </Button>
          {children}
        </div>
      </div>
    </>
  );
}
