import { useTranslations } from "next-intl";
import { MessageMain } from "@/components/site/message-main";
import { ButtonLink } from "@/components/ui/button";

/** What a link to a room that does not exist leads to. */
export default function RoomNotFound() {
  const t = useTranslations("room.missing");
  return (
    <MessageMain title={t("title")} text={t("text")}>
      <title>{`${t("title")} | Hiroba`}</title>
      <ButtonLink href="/" prefetch={false}>
        {t("action")}
      </ButtonLink>
    </MessageMain>
  );
}
