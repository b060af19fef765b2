"use client";

import { Gavel } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import type { Standing } from "@/lib/users/schema";
import { type ActTarget, openActs } from "./act-news";
import { mayActAtAll } from "./acts";

/** Opens what can be done about somebody; nothing for readers who may do nothing to this person. The page shows an `ActDialog`. */
export function ActMenu({ reader, target }: { reader: Standing; target: ActTarget }) {
  const t = useTranslations("moderation.acts");
  if (!mayActAtAll(reader, target)) return null;
  return (
    <IconButton
      size="small"
      label={t("open", { name: target.name })}
      icon={<Gavel aria-hidden="true" />}
      onClick={() => openActs(target)}
    />
  );
}
