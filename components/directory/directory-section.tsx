import type { ReactNode } from "react";
import { Link } from "@/lib/i18n/navigation";
import styles from "./directory-section.module.css";

interface DirectorySectionProps {
  title: string;
  /** A heading that only assistive technology needs, because the page's title says the same. */
  quiet?: boolean;
  note?: string;
  more?: { href: string; label: string };
  children: ReactNode;
}

/** One titled stretch of the directory. */
export function DirectorySection({ title, quiet, note, more, children }: DirectorySectionProps) {
  return (
    <section className={quiet ? styles.quiet : styles.section}>
      <div className={quiet ? "visually-hidden" : styles.head}>
        <h2>{title}</h2>
        {note && <p>{note}</p>}
        {more && (
          <Link href={more.href} prefetch={false}>
            {more.label}
          </Link>
        )}
      </div>
      {children}
    </section>
  );
}
