"use client";

import { CalendarClock, CircleUserRound, House, Search, Video } from "lucide-react";
import { useTranslations } from "next-intl";
import { Link, usePathname } from "@/lib/i18n/navigation";
import styles from "./tab-bar.module.css";

const tabs = [
  { key: "square", href: "/", Icon: House, paths: /^\/(?:$|live|paused|replays|ended)/ },
  { key: "timetable", href: "/upcoming", Icon: CalendarClock, paths: /^\/upcoming/ },
  { key: "search", href: "/search", Icon: Search, paths: /^\/search/ },
  { key: "studio", href: "/studio", Icon: Video, paths: /^\/studio/ },
  { key: "account", href: "/account", Icon: CircleUserRound, paths: /^\/(?:account|signin|signup)/ },
] as const;

/** The phone's bar at the thumb; wider screens have the header instead. */
export function TabBar() {
  const t = useTranslations("common");
  const pathname = usePathname();
  return (
    <nav className={styles.bar} data-frame="tabs" aria-label={t("nav.tabs")}>
      {tabs.map(({ key, href, Icon, paths }) => (
        <Link key={key} href={href} prefetch={false} aria-current={paths.test(pathname) ? "page" : undefined}>
          <Icon aria-hidden="true" />
          {t(`nav.${key}`)}
        </Link>
      ))}
    </nav>
  );
}
