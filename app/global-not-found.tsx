import type { Metadata } from "next";
import { HangingLantern } from "@/components/ui/lantern-shapes";
import "./tokens.css";
import "./base.css";
import styles from "./global-not-found.module.css";

export const metadata: Metadata = { title: "404 | Hiroba" };

/** For paths outside every language, so in all three: a file that does not exist, an unknown interface. */
export default function GlobalNotFound() {
  return (
    <html lang="ja" suppressHydrationWarning>
      <head>
        <script src="/theme.js" />
      </head>
      <body>
        <main className={styles.page}>
          <HangingLantern light="unlit" />
          <h1>404</h1>
          <p className={styles.links}>
            <a href="/ja">このページは見つかりませんでした。広場へもどる</a>
            <a href="/en" lang="en">
              This page was not found. Back to the square
            </a>
            <a href="/zh" lang="zh-Hans">
              没有找到这个页面。回到广场
            </a>
          </p>
        </main>
      </body>
    </html>
  );
}
