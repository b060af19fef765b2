import { useTranslations } from "next-intl";
import { MessageMain } from "@/components/site/message-main";
import { ButtonLink } from "@/components/ui/button";

/** Shown under a path that leads nowhere, in the reader's language. */
export default function NotFound() {
  const t = useTranslations("common");
  return (
    <MessageMain title={t("missing.title")} text={t("missing.text")}>
      <title>{`${t("missing.title")} | Hiroba`}</title>
      <ButtonLink href="/" prefetch={false}>
        {t("missing.action")}
      </ButtonLink>
    </MessageMain>
  );
}
