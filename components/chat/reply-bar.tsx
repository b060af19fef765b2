import { CornerUpLeft, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import type { ChatMessage } from "./chat-state";
import styles from "./reply-bar.module.css";

/** Says which message is being answered, above the input. */
export function ReplyBar({ message, onCancel }: { message: ChatMessage; onCancel: () => void }) {
  const t = useTranslations("room.chat");
  return (
    <div className={styles.reply}>
      <CornerUpLeft aria-hidden="true" />
      <p>
        <strong>{t("replyingTo", { name: message.name || message.fromId })}</strong>{" "}
        {message.sticker ? t(`stickers.${message.sticker}`) : message.text}
      </p>
      <IconButton size="small" label={t("cancelReply")} icon={<X aria-hidden="true" />} onClick={onCancel} />
    </div>
  );
}
