"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Notice } from "@/components/ui/notice";

/** Says that signing in worked and goes on with a fresh page; the link is for browsers without script. */
export function Welcome({ next }: { next: string }) {
  const t = useTranslations("account");
  useEffect(() => window.location.assign(next), [next]);
  return (
    <Notice tone="done" role="status">
      {t("signedIn")} <a href={next}>{t("continue")}</a>
    </Notice>
  );
}
