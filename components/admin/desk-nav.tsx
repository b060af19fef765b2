"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Link, usePathname } from "@/lib/i18n/navigation";
import styles from "./desk-nav.module.css";
import { type DeskSection, deskSections } from "./sections";

/** The ways between the parts of the desk that its reader may enter. */
export function DeskNav({ sections }: { sections: readonly DeskSection[] }) {
  const t = useTranslations("admin.nav");
  const pathname = usePathname();
  const isHere = (href: string) => (href === "/admin" ? /^\/admin(\/rooms\/.*)?$/.test(pathname) : pathname.startsWith(href));
  const nav = useRef<HTMLElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: on phones the row scrolls, and another page is another place in it
  useEffect(() => {
    nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [pathname]);

  return (
    <nav ref={nav} className={styles.nav} aria-label={t("label")}>
      {deskSections
        .filter(({ name }) => sections.includes(name))
        .map(({ name, href, icon: Icon }) => (
          <Link key={name} href={href} prefetch={false} aria-current={isHere(href) ? "page" : undefined}>
            <Icon aria-hidden="true" />
            {t(name)}
          </Link>
        ))}
    </nav>
  );
}
