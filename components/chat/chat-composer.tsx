"use client";

import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { MAX_MESSAGE_CHARACTERS } from "@/lib/chat/schema";
import styles from "./chat-composer.module.css";
import { chatConnection } from "./connection";
import { countCharacters } from "./text-parts";

/** The input row. What is being written survives a lost connection; Enter in the middle of a conversion only converts. */
export function ChatComposer({ name, canSend, tools }: { name: string; canSend: boolean; tools?: ReactNode }) {
  const t = useTranslations("room.chat");
  const [text, setText] = useState("");
  const countId = useId();
  const count = countCharacters(text.trim());
  const over = count - MAX_MESSAGE_CHARACTERS;
  const isReady = canSend && count > 0 && over <= 0;

  function send(event: FormEvent) {
    event.preventDefault();
    if (isReady && chatConnection.send(text.trim(), name)) setText("");
  }

  function keepConversion(event: KeyboardEvent) {
    // Safari ends the composition before the key arrives; 229 is how it says that the key belonged to it.
    const isConverting = event.nativeEvent.isComposing || event.keyCode === 229;
    if (event.key === "Enter" && isConverting) event.preventDefault();
  }

  return (
    <form className={styles.composer} onSubmit={send}>
      <div className={styles.line}>
        <div className={styles.box}>
          <input
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={keepConversion}
            placeholder={t("placeholder")}
            aria-label={t("write")}
            aria-describedby={countId}
            aria-invalid={over > 0 || undefined}
            autoComplete="off"
            enterKeyHint="send"
          />
          <IconButton
            className={styles.send}
            type="submit"
            tone="lit"
            label={t("send")}
            icon={<Send aria-hidden="true" />}
            aria-disabled={!isReady}
          />
        </div>
        {tools}
      </div>
      <p className={styles.foot} id={countId} data-near={count > MAX_MESSAGE_CHARACTERS * 0.8 || undefined}>
        {over > 0 && <span className={styles.over}>{t("tooLong", { over })}</span>}
        <span className={over > 0 ? `num ${styles.over}` : "num"}>{t("count", { count, max: MAX_MESSAGE_CHARACTERS })}</span>
      </p>
    </form>
  );
}
