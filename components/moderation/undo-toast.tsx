"use client";

import { Check, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Refused } from "@/components/site/send-json";
import { Button } from "@/components/ui/button";
import { undo } from "./acts";
import styles from "./undo-toast.module.css";

const SHOWN_MS = 8_000;

interface UndoToastProps {
  /** What was done. */
  text: string;
  entryIds: readonly string[];
  onUndone?: () => void;
  onEnd: () => void;
}

/** Says what was done and takes it back on a click; it goes after eight seconds, but not while it is pointed at or has the focus. */
export function UndoToast({ text, entryIds, onUndone, onEnd }: UndoToastProps) {
  const t = useTranslations("moderation.acts");
  const errors = useTranslations("errors");
  const [state, setState] = useState<"done" | "undoing" | "undone" | Refused>("done");
  const [isHeld, setHeld] = useState(false);

  useEffect(() => {
    if (isHeld || state === "undoing") return;
    const timer = setTimeout(onEnd, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isHeld, state, onEnd]);

  async function takeBack() {
    setState("undoing");
    try {
      await undo(entryIds);
      setState("undone");
      onUndone?.();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      setState(error);
    }
  }

  return (
    <div
      className={styles.toast}
      role="status"
      data-undo={state instanceof Refused ? "refused" : state}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Check aria-hidden="true" />
      <span>{state instanceof Refused ? errors(state.code ?? "internal") : state === "undone" ? t("undone") : text}</span>
      {(state === "done" || state === "undoing") && (
        <Button size="small" tone="quiet" icon={<Undo2 aria-hidden="true" />} disabled={state === "undoing"} onClick={takeBack}>
          {t("undo")}
        </Button>
      )}
    </div>
  );
}
