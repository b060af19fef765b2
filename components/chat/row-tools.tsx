import { AtSign, CornerUpLeft, Flag, Pin } from "lucide-react";
import { useTranslations } from "next-intl";
import { ActMenu } from "@/components/moderation/act-menu";
import { standingBy } from "@/components/moderation/acts";
import { askReport } from "@/components/reports/report-news";
import { IconButton } from "@/components/ui/icon-button";
import type { ChatMessage } from "./chat-state";
import { useChatTools } from "./chat-tools";
import styles from "./row-tools.module.css";

/** What can be done with the message that is pointed at; nothing for readers who cannot write. */
export function RowTools({ message }: { message: ChatMessage }) {
  const t = useTranslations("room.chat");
  const tools = useChatTools();
  if (!tools || message.state !== "sent") return null;
  const name = message.name || message.fromId;
  return (
    <span className={styles.tools}>
      <IconButton
        size="small"
        label={t("reply")}
        icon={<CornerUpLeft aria-hidden="true" />}
        onClick={() => tools.reply(message)}
      />
      {!message.isMine && (
        <IconButton
          size="small"
          label={t("mention", { name })}
          icon={<AtSign aria-hidden="true" />}
          onClick={() => tools.mention(message)}
        />
      )}
      {tools.canPin && (
        <IconButton size="small" label={t("pin")} icon={<Pin aria-hidden="true" />} onClick={() => tools.pin(message)} />
      )}
      <ActMenu
        reader={tools.reader}
        target={{
          userId: message.fromId,
          name,
          standing: standingBy(message.fromId, message.stamp?.role, tools.hostId),
          message,
        }}
      />
      {!message.isMine && (
        <IconButton
          size="small"
          label={t("report")}
          icon={<Flag aria-hidden="true" />}
          onClick={() => askReport({ kind: "message", name, message })}
        />
      )}
    </span>
  );
}
