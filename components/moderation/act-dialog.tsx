"use client";

import { useEffect, useId, useRef, useState } from "react";
import type { Standing } from "@/lib/users/schema";
import styles from "./act-dialog.module.css";
import { ActForm, type DoneAct } from "./act-form";
import { type ActTarget, onActs } from "./act-news";
import { UndoToast } from "./undo-toast";

/** The page's one menu of what those who keep order can do to somebody, and the note with which it can be taken back. */
export function ActDialog({ roomId, reader }: { roomId: string | null; reader: Standing }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [opened, setOpened] = useState<{ target: ActTarget; turn: number } | null>(null);
  const [done, setDone] = useState<(DoneAct & { turn: number }) | null>(null);
  const titleId = useId();

  useEffect(() => onActs((target) => setOpened((before) => ({ target, turn: (before?.turn ?? 0) + 1 }))), []);
  useEffect(() => {
    if (opened) dialog.current?.showModal();
  }, [opened]);

  return (
    <>
      <dialog
        className={styles.dialog}
        ref={dialog}
        aria-labelledby={titleId}
        onClick={({ target, currentTarget }) => target === currentTarget && currentTarget.close()}
        onKeyDown={({ key, currentTarget }) => key === "Escape" && currentTarget.close()}
      >
        {opened && (
          <ActForm
            key={opened.turn}
            roomId={roomId}
            reader={reader}
            target={opened.target}
            titleId={titleId}
            close={() => dialog.current?.close()}
            onDone={(act) => {
              dialog.current?.close();
              setDone((before) => ({ ...act, turn: (before?.turn ?? 0) + 1 }));
            }}
          />
        )}
      </dialog>
      {done && <UndoToast key={done.turn} text={done.text} entryIds={done.entryIds} onEnd={() => setDone(null)} />}
    </>
  );
}
