import { useTranslations } from "next-intl";
import { memo } from "react";
import { GiftRow } from "@/components/gifts/gift-row";
import { StandingMarks } from "@/components/levels/standing-marks";
import type { Badge, MessageStamp } from "@/lib/levels/schema";
import styles from "./chat-row.module.css";
import type { ChatEntry, ChatMessage } from "./chat-state";
import { chatConnection } from "./connection";
import { MessageBody, QuoteLine } from "./message-body";
import { RowTools } from "./row-tools";
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
  readerId: string | null;
  /** Pointed at, or chosen by keyboard: its tools are shown. */
  isActive: boolean;
}

/** One line of the log: a message, a gift, or the note that people came in. */
export const ChatRow = memo(function ChatRow({ entry, hostId, roomLanguage, ownStamp, readerId, isActive }: ChatRowProps) {
  const t = useTranslations("room.chat");
  if (entry.kind === "arrivals") {
    const text =
      entry.count > 1 ? t("arrivedMany", { name: entry.name, count: entry.count - 1 }) : t("arrived", { name: entry.name });
    return <li className={styles.system}>{text}</li>;
  }
  if (entry.kind === "gift") return <GiftRow entry={entry} roomLanguage={roomLanguage} />;
  if (entry.state === "removed") return <li className={styles.system}>{t("removed")}</li>;
  const stamp = entry.stamp ?? (entry.isMine ? ownStamp : null);
  const look = [styles.row, entry.isMine && styles.mine, entry.callsMe && styles.called, isActive && styles.active];
  return (
    <li className={look.filter(Boolean).join(" ")} data-message={entry.id} data-state={entry.state} data-called={entry.callsMe}>
      {entry.quote && <QuoteLine quote={entry.quote} roomLanguage={roomLanguage} />}
      <StandingMarks
        role={entry.fromId === hostId ? "host" : (stamp?.role ?? null)}
        level={stamp?.level ?? null}
        badges={stamp?.badges ?? NO_BADGES}
      />
      <span className={styles.name} lang={guessLang(entry.name, roomLanguage)}>
        {entry.name || (entry.isMine ? t("you") : entry.fromId)}
      </span>
      <MessageBody message={entry} roomLanguage={roomLanguage} readerId={readerId} />
      {entry.state === "sending" && <span className={styles.sending}>{t("sending")}</span>}
      {entry.state === "refused" && <RefusedNote message={entry} />}
      {isActive && <RowTools message={entry} />}
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
