"use client";

import { useTranslations } from "next-intl";
import { Link, usePathname } from "@/lib/i18n/navigation";
import styles from "./site-header.module.css";

const squarePaths = /^\/(?:$|live|paused|replays|ended)/;

/** The header's main links; the current one says so. */
export function SiteNav() {
  const t = useTranslations("common");
  const pathname = usePathname();
  return (
    <nav className={styles.nav} aria-label={t("nav.label")}>
      <Link href="/" prefetch={false} aria-current={squarePaths.test(pathname) ? "page" : undefined}>
        {t("nav.square")}
      </Link>
      <Link href="/upcoming" prefetch={false} aria-current={pathname.startsWith("/upcoming") ? "page" : undefined}>
        {t("nav.timetable")}
      </Link>
      <Link href="/search" prefetch={false} aria-current={pathname.startsWith("/search") ? "page" : undefined}>
        {t("nav.search")}
      </Link>
    </nav>
  );
}
