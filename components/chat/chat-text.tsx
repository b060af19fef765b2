import type { Mention } from "@/lib/messages/schema";
import styles from "./chat-text.module.css";
import { type TextPart, textParts, withMentions } from "./text-parts";

const NOBODY: readonly Mention[] = [];

interface ChatTextProps {
  text: string;
  mentions?: readonly Mention[];
  /** Whose own name is marked. */
  readerId?: string | null;
}

/** Chat text as text nodes; web addresses become links that say nothing about us, vouch for nothing, and show where they lead. */
export function ChatText({ text, mentions = NOBODY, readerId = null }: ChatTextProps) {
  return withMentions(textParts(text), mentions).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
    <Part key={index} part={part} readerId={readerId} />
  ));
}

function Part({ part, readerId }: { part: TextPart; readerId: string | null }) {
  if (part.kind === "text") return part.text;
  if (part.kind === "mention") {
    return part.id === readerId ? (
      <mark className={styles.own}>{part.text}</mark>
    ) : (
      <span className={styles.mention}>{part.text}</span>
    );
  }
  return (
    <a className={styles.link} href={part.href} target="_blank" rel="noopener noreferrer nofollow ugc">
      <strong>{part.host}</strong>
      {part.rest}
    </a>
  );
}
