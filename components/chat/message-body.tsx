import { CornerUpLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import type { MessageQuote } from "@/lib/messages/schema";
import type { ChatMessage } from "./chat-state";
import { ChatText } from "./chat-text";
import styles from "./message-body.module.css";
import { StickerPicture } from "./sticker-picture";
import { guessLang } from "./text-parts";

/** What a message says: words with links and names, or a sticker. */
export function MessageBody({
  message,
  roomLanguage,
  readerId,
}: {
  message: ChatMessage;
  roomLanguage: string;
  readerId: string | null;
}) {
  const t = useTranslations("room.chat.stickers");
  const { text, sticker, mentions } = message;
  if (sticker) {
    return <StickerPicture className={styles.sticker} name={sticker} label={t(sticker)} size={72} />;
  }
  return (
    <span lang={guessLang(text, roomLanguage)}>
      <ChatText text={text} mentions={mentions} readerId={readerId} />
    </span>
  );
}

/** The message that is answered, above the answer. */
export function QuoteLine({ quote, roomLanguage }: { quote: MessageQuote; roomLanguage: string }) {
  const t = useTranslations("room.chat");
  return (
    <p className={styles.quote}>
      <CornerUpLeft aria-hidden="true" />
      <span className="visually-hidden">{t("quoteOf", { name: quote.name })}</span>
      <span aria-hidden="true">{quote.name}</span>{" "}
      <span lang={guessLang(quote.text, roomLanguage)}>{quote.sticker ? t(`stickers.${quote.sticker}`) : quote.text}</span>
    </p>
  );
}
