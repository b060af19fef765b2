import { AccountMenu } from "./account-menu";
import { Brand } from "./brand";
import { GoLive } from "./go-live";
import { LanguageSwitch } from "./language-switch";
import styles from "./site-header.module.css";
import { SiteNav } from "./site-nav";
import { ThemeSwitch } from "./theme-switch";

/** The bar at the top of every page; `data-frame` lets a room hide it on phones. */
export function SiteHeader() {
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
          <GoLive />
        </div>
      </div>
    </header>
  );
}
