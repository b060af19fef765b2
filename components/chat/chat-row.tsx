import { useTranslations } from "next-intl";
import { memo } from "react";
import { GiftRow } from "@/components/gifts/gift-row";
import { StandingMarks } from "@/components/levels/standing-marks";
import type { Badge, MessageStamp } from "@/lib/levels/schema";
import styles from "./chat-row.module.css";
import type { ChatEntry, ChatMessage } from "./chat-state";
import { ChatText } from "./chat-text";
import { chatConnection } from "./connection";
import { guessLang } from "./text-parts";
import { useRefusalText } from "./use-refusal-text";

const NO_BADGES: readonly Badge[] = [];

interface ChatRowProps {
  entry: ChatEntry;
  /** Whose messages get the host's badge; the service vouches for who wrote a message. */
  hostId: string;
  roomLanguage: string;
  /** What the server stamps on the reader's own messages. */
  ownStamp: MessageStamp | null;
}

/** One line of the log: a message, a gift, or the note that people came in. */
export const ChatRow = memo(function ChatRow({ entry, hostId, roomLanguage, ownStamp }: ChatRowProps) {
  const t = useTranslations("room.chat");
  if (entry.kind === "arrivals") {
    const text =
      entry.count > 1 ? t("arrivedMany", { name: entry.name, count: entry.count - 1 }) : t("arrived", { name: entry.name });
    return <li className={styles.system}>{text}</li>;
  }
  if (entry.kind === "gift") return <GiftRow entry={entry} roomLanguage={roomLanguage} />;
  if (entry.state === "removed") return <li className={styles.system}>{t("removed")}</li>;
  const stamp = entry.stamp ?? (entry.isMine ? ownStamp : null);
  return (
    <li className={entry.isMine ? `${styles.row} ${styles.mine}` : styles.row} data-message={entry.id} data-state={entry.state}>
      <StandingMarks
        role={entry.fromId === hostId ? "host" : (stamp?.role ?? null)}
        level={stamp?.level ?? null}
        badges={stamp?.badges ?? NO_BADGES}
      />
      <span className={styles.name} lang={guessLang(entry.name, roomLanguage)}>
        {entry.name || (entry.isMine ? t("you") : entry.fromId)}
      </span>
      <span lang={guessLang(entry.text, roomLanguage)}>
        <ChatText text={entry.text} />
      </span>
      {entry.state === "sending" && <span className={styles.sending}>{t("sending")}</span>}
      {entry.state === "refused" && <RefusedNote message={entry} />}
    </li>
  );
});

function RefusedNote({ message }: { message: ChatMessage }) {
  const t = useTranslations("room.chat");
  const text = useRefusalText(message.refusal);
  return (
    <span className={styles.refused} role="alert">
      {text}
      {message.refusal?.canRetry && (
        <button type="button" onClick={() => chatConnection.retry(message.id)}>
          {t("retry")}
        </button>
      )}
    </span>
  );
}
