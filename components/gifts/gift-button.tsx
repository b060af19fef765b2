"use client";

import { Gift } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import styles from "./gift-button.module.css";
import { GIFT_SHEET_ID } from "./sheet-id";

/** Opens the gifts' sheet on phones, beside the chat's input. */
export function GiftButton() {
  const t = useTranslations("gifts");
  return (
    <IconButton className={styles.button} label={t("open")} icon={<Gift aria-hidden="true" />} popoverTarget={GIFT_SHEET_ID} />
  );
}
