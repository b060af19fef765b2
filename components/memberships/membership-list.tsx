"use client";

import { useTranslations } from "next-intl";
import { LocalDate } from "@/components/ui/local-date";
import { Link } from "@/lib/i18n/navigation";
import type { MembershipLine } from "@/lib/memberships/schema";
import styles from "./membership-list.module.css";

/** The rooms that the reader is a member of, and until when. */
export function MembershipList({ lines }: { lines: readonly MembershipLine[] }) {
  const t = useTranslations("memberships");
  return (
    <section>
      <h2 className={styles.title}>{t("own")}</h2>
      {lines.length === 0 ? (
        <p className={styles.none}>{t("none")}</p>
      ) : (
        <ul className={styles.lines}>
          {lines.map(({ roomId, title, language, hostName, untilMs }) => (
            <li key={roomId} data-membership={roomId}>
              <Link href={`/rooms/${roomId}`} prefetch={false}>
                <b lang={language}>{title}</b>
                <small>
                  <span lang={language}>{hostName}</span>・{t.rich("until", { date: () => <LocalDate atMs={untilMs} /> })}
                </small>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
