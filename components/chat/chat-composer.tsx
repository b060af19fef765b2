"use client";

import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, type KeyboardEvent, type ReactNode, useId } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { MAX_MESSAGE_CHARACTERS } from "@/lib/chat/schema";
import type { StickerName } from "@/lib/messages/schema";
import type { RoomChat } from "@/lib/room-chat/schema";
import styles from "./chat-composer.module.css";
import type { ChatSnapshot } from "./chat-state";
import { chatConnection } from "./connection";
import { EmojiButton } from "./emoji-button";
import { MentionList } from "./mention-list";
import { ModeLine } from "./mode-line";
import { type ComposerMute, MuteLine } from "./mute-line";
import { ReplyBar } from "./reply-bar";
import { sealedOf } from "./sealed-of";
import { mayWriteAt } from "./slow-wait";
import { countCharacters } from "./text-parts";
import type { Draft } from "./use-draft";
import { useMentionSearch } from "./use-mention-search";
import { useWait } from "./use-wait";
import { useWaitText } from "./use-wait-text";

export interface ComposerProps {
  roomId: string;
  roomLanguage: string;
  chat: ChatSnapshot;
  name: string;
  draft: Draft;
  rules: RoomChat;
  /** True for those whom the modes do not bind. */
  isFree: boolean;
  /** Nothing, or who may not write now. */
  mute: ComposerMute | null;
  tools?: ReactNode;
}

/** The input row. What is being written survives a lost connection; Enter in the middle of a conversion only converts. */
export function ChatComposer({ roomId, roomLanguage, chat, name, draft, rules, isFree, mute, tools }: ComposerProps) {
  const t = useTranslations("room.chat");
  const waitText = useWaitText();
  const id = useId();
  const { modes } = rules;
  const search = useMentionSearch(roomId, chat, draft);
  const readyAtMs = isFree ? 0 : mayWriteAt(chat.entries, modes.slowSeconds, rules.modesSinceMs);
  const waitSeconds = useWait(readyAtMs);
  const { text, replyTo } = draft;
  const count = countCharacters(text.trim());
  const over = count - MAX_MESSAGE_CHARACTERS;
  const isMuted = mute !== null && mute.who !== "others";
  const canSend = chat.phase === "live" && waitSeconds === 0 && !isMuted;
  const isReady = canSend && count > 0 && over <= 0;

  function send(event: FormEvent) {
    event.preventDefault();
    if (!isReady || Date.now() < readyAtMs) return;
    const sealed = replyTo && sealedOf(replyTo);
    const quote = sealed && replyTo ? { ...sealed, name: replyTo.name } : null;
    if (chatConnection.send({ text: text.trim(), mentions: draft.mentions(), quote }, name)) draft.clear();
  }

  function sendSticker(sticker: StickerName) {
    if (canSend) chatConnection.send({ text: "", sticker }, name);
  }

  function onKeyDown(event: KeyboardEvent) {
    // Safari ends the composition before the key arrives; 229 is how it says that the key belonged to it.
    const isConverting = event.nativeEvent.isComposing || event.keyCode === 229;
    if (isConverting) {
      if (event.key === "Enter") event.preventDefault();
      return;
    }
    if (!search.onKey(event) && event.key === "Escape" && replyTo) draft.reply(null);
  }

  const isOffering = search.people.length > 0;
  return (
    <form className={styles.composer} onSubmit={send}>
      <MentionList id={`${id}-people`} search={search} roomLanguage={roomLanguage} />
      {mute && <MuteLine mute={mute} />}
      <ModeLine modes={modes} isShielded={rules.shield !== null} isFree={isFree} />
      {replyTo && <ReplyBar message={replyTo} onCancel={() => draft.reply(null)} />}
      <div className={styles.line}>
        <div className={styles.box}>
          <input
            ref={draft.input}
            value={text}
            onChange={(event) => {
              draft.write(event.target.value);
              search.follow(event.target);
            }}
            onSelect={(event) => search.follow(event.currentTarget)}
            onKeyDown={onKeyDown}
            disabled={isMuted}
            placeholder={t(isMuted ? "mutedPlaceholder" : modes.emojiOnly && !isFree ? "emojiOnlyPlaceholder" : "placeholder")}
            aria-label={t("write")}
            aria-describedby={`${id}-foot`}
            aria-invalid={over > 0 || undefined}
            aria-autocomplete="list"
            aria-controls={isOffering ? `${id}-people` : undefined}
            aria-activedescendant={isOffering ? `${id}-people-${search.chosen}` : undefined}
            autoComplete="off"
            enterKeyHint="send"
          />
          {!isMuted && <EmojiButton onEmoji={draft.insert} onSticker={sendSticker} />}
          <IconButton
            className={styles.send}
            type="submit"
            tone="lit"
            label={waitSeconds > 0 ? t("slowWait", { wait: waitText(waitSeconds) }) : t("send")}
            icon={waitSeconds > 0 ? <span className="num">{waitSeconds}</span> : <Send aria-hidden="true" />}
            aria-disabled={!isReady}
          />
        </div>
        {tools}
      </div>
      <p
        className={styles.foot}
        id={`${id}-foot`}
        data-near={count > MAX_MESSAGE_CHARACTERS * 0.8 || waitSeconds > 0 || undefined}
      >
        {waitSeconds > 0 && <span className={styles.wait}>{t("slowWait", { wait: waitText(waitSeconds) })}</span>}
        {over > 0 && <span className={styles.over}>{t("tooLong", { over })}</span>}
        <span className={over > 0 ? `num ${styles.over}` : "num"}>{t("count", { count, max: MAX_MESSAGE_CHARACTERS })}</span>
      </p>
    </form>
  );
}
