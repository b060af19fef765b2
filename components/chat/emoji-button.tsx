"use client";

import { Smile } from "lucide-react";
import { useTranslations } from "next-intl";
import { lazy, Suspense, type ToggleEvent, useId, useRef, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import styles from "./emoji-button.module.css";
import type { EmojiSheetProps } from "./emoji-sheet";

const EmojiSheet = lazy(() => import("./emoji-sheet"));
const MARGIN_PX = 8;

/** Opens emoji and stickers over the input. Nothing of them is loaded before. */
export function EmojiButton({ onEmoji, onSticker }: EmojiSheetProps) {
  const t = useTranslations("room.chat");
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const [wasOpened, setOpened] = useState(false);

  const place = ({ newState, currentTarget }: ToggleEvent<HTMLElement>) => {
    const form = opener.current?.closest("form")?.getBoundingClientRect();
    if (newState !== "open" || !form) return;
    setOpened(true);
    currentTarget.style.setProperty("--sheet-bottom", `${window.innerHeight - form.top + MARGIN_PX}px`);
    currentTarget.style.setProperty("--sheet-right", `${Math.max(MARGIN_PX, window.innerWidth - form.right + MARGIN_PX)}px`);
  };
  return (
    <>
      <IconButton
        ref={opener}
        className={styles.button}
        label={t("emoji")}
        icon={<Smile aria-hidden="true" />}
        popoverTarget={id}
      />
      <div
        className={styles.sheet}
        id={id}
        ref={sheet}
        popover="auto"
        role="dialog"
        aria-label={t("emoji")}
        onBeforeToggle={place}
      >
        {wasOpened && (
          <Suspense fallback={<p className={styles.loading} />}>
            <EmojiSheet
              onEmoji={onEmoji}
              onSticker={(name) => {
                sheet.current?.hidePopover();
                onSticker(name);
              }}
            />
          </Suspense>
        )}
      </div>
    </>
  );
}
