import { Video } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { AccountMenu } from "./account-menu";
import { Brand } from "./brand";
import { LanguageSwitch } from "./language-switch";
import styles from "./site-header.module.css";
import { SiteNav } from "./site-nav";
import { ThemeSwitch } from "./theme-switch";

/** The bar at the top of every page; `data-frame` lets a room hide it on phones. */
export function SiteHeader() {
  const t = useTranslations("common");
  return (
    <header className={styles.header} data-frame="header">
      <div className={styles.inner}>
        <Brand />
        <SiteNav />
        <div className={styles.tools}>
          <div className={styles.languages}>
            <LanguageSwitch />
          </div>
          <ThemeSwitch />
          <AccountMenu />
          <ButtonLink className={styles.goLive} tone="lit" href="/studio" prefetch={false} icon={<Video aria-hidden="true" />}>
            {t("goLive")}
          </ButtonLink>
        </div>
      </div>
    </header>
  );
}
