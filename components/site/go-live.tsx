"use client";

import { Video } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { usePathname } from "@/lib/i18n/navigation";
import styles from "./site-header.module.css";

/** Pages whose own main action is lit; a view has only one. */
const litElsewhere = /^\/(?:studio|signin|signup)/;

/** The way to one's own room. */
export function GoLive() {
  const t = useTranslations("common");
  const tone = litElsewhere.test(usePathname()) ? "line" : "lit";
  return (
    <ButtonLink className={styles.goLive} tone={tone} href="/studio" prefetch={false} icon={<Video aria-hidden="true" />}>
      {t("goLive")}
    </ButtonLink>
  );
}
