"use client";

import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { MessageMain } from "@/components/site/message-main";
import { Button, ButtonLink } from "@/components/ui/button";

/** Shown when a page could not be made; the cause is in the server's log, not here. */
export default function ErrorPage({ retry }: { retry: () => void }) {
  const t = useTranslations("common");
  return (
    <MessageMain title={t("failure.title")} text={t("failure.text")}>
      <Button icon={<RefreshCw aria-hidden="true" />} onClick={retry}>
        {t("failure.retry")}
      </Button>
      <ButtonLink href="/" prefetch={false} tone="quiet">
        {t("missing.action")}
      </ButtonLink>
    </MessageMain>
  );
}
